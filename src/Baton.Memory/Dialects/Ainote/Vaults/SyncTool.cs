using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>Says where files and store differ, writes the files, or takes edited files as the next versions; and names what it passes over.</summary>
internal sealed class SyncTool(AinoteDesk desk) : MappedTool("vault_sync")
{
    private readonly FileSync _sync = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var action = arguments.RequiredText("action");
        // A handoff names its project itself here; the connection's own says nothing about it.
        var question = new RecordQuestion<Handoff>(new RecordFilter { Kind = RecordKind.Handoff }, int.MaxValue) { EveryProject = true };
        if (!(await desk.Desk.HandoffsAsync(caller, question, cancellationToken)).TryGet(out var listed, out var failure)) return failure;
        if (!(await _sync.AllAsync(caller, listed.Records, action, cancellationToken)).TryGet(out var synced, out failure)) return failure;
        var (rows, strays) = synced;
        var lines = string.Concat(rows.Where(row => row.State != FileSync.Same).Select(row => $"\n- {MarkedBlock.Escape(row.Path)}: {row.State}"));
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} file(s).{lines}{strays.Text}"), json =>
        {
            json.WriteString("action", action);
            json.Rows("files", rows, (writer, row) =>
            {
                writer.WriteString("path", row.Path);
                writer.WriteString("state", row.State);
            });
            json.WriteNumber("changed", rows.Count(row => row.State != FileSync.Same));
            strays.Members(json);
        });
    }
}
