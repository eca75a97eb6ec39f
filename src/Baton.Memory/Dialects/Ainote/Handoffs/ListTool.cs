using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Handoffs;

/// <summary>Handoffs, newest first. Reading purges none.</summary>
internal sealed class ListTool(AinoteDesk desk) : MappedTool("handoff_list")
{
    private readonly HandoffShelf _shelf = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await _shelf.AllAsync(caller, arguments.Filled("project"), _ => true, cancellationToken)).TryGet(out var handoffs, out var failure)) return failure;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{handoffs.Length} handoff(s), newest first."));
        foreach (var handoff in handoffs)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {MarkedBlock.Escape(_shelf.NameOf(handoff).Path)} ({handoff.Id}): {MarkedBlock.Escape(Excerpt.Line(handoff.Summary, 120))}");
        }
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("handoffs", handoffs, (writer, handoff) =>
            {
                writer.WriteString("path", _shelf.NameOf(handoff).Path);
                _shelf.Members(writer, handoff);
            });
            json.WriteNumber("count", handoffs.Length);
        });
    }
}
