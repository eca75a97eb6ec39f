using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Notes;

/// <summary>Notes that changed since a moment, or by path.</summary>
internal sealed class PullTool(AinoteDesk desk) : MappedTool("sync_pull")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Time("since").TryGet(out var since, out var wrong)) return wrong;
        var paths = arguments.Filled(Note.PathLabel) is { } one ? [one] : arguments.Texts("paths");
        bool Fits(MemoryRecord note) => (paths.IsEmpty || paths.Contains(Note.PathOf(note), StringComparer.Ordinal)) && (arguments.Flag("initial") || since.Value is not { } from || note.UpdatedAt >= from);
        if (!(await desk.ListAsync(caller, Note.Type, Fits, cancellationToken)).TryGet(out var notes, out var failure)) return failure;
        if (arguments.Filled(Note.PathLabel) is { } named && notes.IsEmpty) return Fail.NotFound($"There is no note '{Excerpt.Line(named, 120)}'.", "/path", "See sync_list.");
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{notes.Length} note(s). {MarkedBlock.Notice}\n"));
        foreach (var note in notes) MemoryText.Append(text, note);
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("files", notes, (writer, note) => Note.Members(writer, note, whole: true));
            json.WriteNumber("count", notes.Length);
            json.Instant("server_time", desk.Context.Clock.Now);
        });
    }
}
