using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class GetOpenThreadsTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "get_open_threads";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.OpenThreadsAsync(caller, null, SovereignLabels.Within(arguments), int.MaxValue, cancellationToken)).TryGet(out var all, out var failure)) return Reply.Of(failure);
        var families = ThreadFamilies.Of(all.Records, !arguments.Given("coalesce_families") || arguments.Flag("coalesce_families"));
        var shown = families.Skip(arguments.Count("offset") ?? 0).Take(arguments.Count("limit") ?? 10).ToImmutableArray();
        if (!(await ThreadFamilies.TouchesAsync(desk, caller, shown, cancellationToken)).TryGet(out var touches, out failure)) return Reply.Of(failure);
        var list = new Listed<MemoryRecord>([.. shown.Select(family => family.Thread)], families.Length, families.Length > shown.Length);
        var note = list.Note("use offset or raise limit");
        return Reply.Of(new StringBuilder().Append("Open threads", list).Append(note).ToString(), json =>
        {
            SovereignJson.All(json, "threads", shown, (writer, family) =>
            {
                SovereignJson.Memory(writer, family.Thread);
                writer.WriteNumber("family_size", family.Count);
                writer.WriteNumber("touches", touches.GetValueOrDefault(family.Thread.Id));
            });
            json.WriteNumber("total", families.Length);
            json.Text("note", note);
        });
    }
}
