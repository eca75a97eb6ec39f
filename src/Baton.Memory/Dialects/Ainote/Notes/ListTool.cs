using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Notes;

/// <summary>The notes there are.</summary>
internal sealed class ListTool(AinoteDesk desk) : MappedTool("sync_list")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.ListAsync(caller, Note.Type, _ => true, cancellationToken)).TryGet(out var notes, out var failure)) return failure;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{notes.Length} note(s).{string.Concat(notes.Select(note => "\n- " + MarkedBlock.Escape(Note.PathOf(note))))}"), json =>
        {
            json.Rows("files", notes, (writer, note) => Note.Members(writer, note, whole: false));
            json.WriteNumber("count", notes.Length);
        });
    }
}
