using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Handoffs;

/// <summary>Handoffs to an agent, newest first, whoever saved them and with which tools. Reading marks none.</summary>
internal sealed class InboxTool(M3Desk desk) : MappedTool("memory_inbox")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 20, 200).TryGet(out var limit, out var wrong)) return wrong;
        if (!(await desk.Records.ProjectAsync(caller, arguments.Filled("project"), cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var unread = !arguments.Has("unread_only") || arguments.Flag("unread_only");
        var items = new List<Handoff>();
        var request = new HandoffSearchRequest { Filter = new HandoffFilter { Project = project, To = arguments.RequiredText("agent_id") }, Limit = 100 };
        do
        {
            if (!(await desk.Handoffs.FindAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            items.AddRange(page.Handoffs.Select(found => found.Handoff).Where(handoff => !unread || !handoff.Labels.ContainsKey(M3Labels.ReadAt)).Take(limit - items.Count));
            request = request with { Cursor = page.NextCursor };
        }
        while (request.Cursor is not null && items.Count < limit);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{items.Count} in the inbox of {HandoffText.Word(request.Filter.To!)}, project {HandoffText.Word(project)}. {MarkedBlock.Notice}\n"));
        foreach (var item in items) MarkedBlock.Append(text, HandoffText.Label(item), $"From {item.Labels.GetValueOrDefault(M3Labels.FromAgent) ?? item.CreatedBy.Principal}: {item.Summary}\n{string.Join('\n', item.NextActions)}");
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("items", items, (writer, item) => M3Rows.Handoff(writer, item, desk.Now));
            json.WriteNumber("count", items.Count);
        });
    }
}
