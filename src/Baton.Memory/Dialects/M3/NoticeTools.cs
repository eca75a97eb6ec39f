using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Notes between agents. Their numbers are their places in one thread of the project, so they never change.</summary>
internal sealed class NoticeTools(M3Desk desk)
{
    private const string Thread = "m3/notifications";
    private const string Kind = "kind";

    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("notify", NotifyAsync), new ToolAction("notifications_poll", PollAsync),
        new ToolAction("notifications_ack", AckAsync), new ToolAction("notifications_ack_all", AckAllAsync),
    ];

    private async ValueTask<Outcome<ToolReply>> NotifyAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (agent, kind) = (arguments.RequiredText("agent_id"), arguments.RequiredText(Kind));
        if ((OriginalArguments.RefuseLabel("agent_id", agent, 400) ?? OriginalArguments.RefuseLabel(Kind, kind, 400)) is { } wrong) return wrong;
        if (!arguments.Object("payload").TryGet(out var payload, out var refused)) return refused;
        var fields = new MemoryFields
        {
            Type = M3Types.Notification,
            Title = kind,
            Thread = Thread,
            Value = payload.IsEmpty ? Encoding.UTF8.GetBytes("{}") : payload,
            Labels = ImmutableSortedDictionary<string, string>.Empty.SetItem(M3Labels.AgentId, agent).SetItem(Kind, kind),
        };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([fields]), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        if (!(await desk.MemoryAsync(caller, saved.Memories[0].Id, "/id", cancellationToken)).TryGet(out var notice, out failure)) return failure;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"Notified {M3Rows.Line(agent)}: notification {notice.Position}."), json =>
        {
            json.Number("notification_id", notice.Position);
            json.WriteString("id", notice.Id);
            json.WriteString("agent_id", agent);
            json.WriteString(Kind, kind);
        });
    }

    private async ValueTask<Outcome<ToolReply>> PollAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 20, 500).TryGet(out var limit, out var wrong)) return wrong;
        var (agent, unread) = (arguments.RequiredText("agent_id"), !arguments.Has("unread_only") || arguments.Flag("unread_only"));
        if (!(await desk.ListAsync(caller, null, [M3Types.Notification], notice => IsFor(notice, agent) && (!unread || IsUnread(notice)), limit, cancellationToken)).TryGet(out var notices, out var failure)) return failure;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{notices.Length} notification(s) for {M3Rows.Line(agent)}. {MarkedBlock.Notice}\n"));
        foreach (var notice in notices) MemoryText.Append(text, notice, string.Create(CultureInfo.InvariantCulture, $"{notice.Position} {notice.Title}: {MemoryRow.TextOf(notice)}"));
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("notifications", notices.OrderByDescending(notice => notice.Position), Write);
            json.WriteNumber("count", notices.Length);
            json.WriteNumber("unread", notices.Count(IsUnread));
        });
    }

    private async ValueTask<Outcome<ToolReply>> AckAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var number = arguments.Integer("notification_id");
        if (!(await desk.ListAsync(caller, null, [M3Types.Notification], notice => notice.Position == number, 1, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        if (found.IsEmpty) return Fail.NotFound(string.Create(CultureInfo.InvariantCulture, $"There is no notification {number}."), "/notification_id", "See notifications_poll.");
        if (!(await ReadAsync(caller, found[0], cancellationToken)).TryGet(out var read, out failure)) return failure;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"Acknowledged: notification {number}"), json =>
        {
            json.Number("notification_id", number);
            json.Text(M3Labels.ReadAt, read.Labels.GetValueOrDefault(M3Labels.ReadAt));
        });
    }

    private async ValueTask<Outcome<ToolReply>> AckAllAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var agent = arguments.RequiredText("agent_id");
        if (!(await desk.ListAsync(caller, null, [M3Types.Notification], notice => IsFor(notice, agent) && IsUnread(notice), int.MaxValue, cancellationToken)).TryGet(out var unread, out var failure)) return failure;
        foreach (var notice in unread)
        {
            if ((await ReadAsync(caller, notice, cancellationToken)).Failure is { } stopped) return stopped;
        }
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"Acknowledged {unread.Length} notification(s) of {M3Rows.Line(agent)}."), json => json.WriteNumber("acked", unread.Length));
    }

    private async ValueTask<Outcome<MemoryRecord>> ReadAsync(MemoryCaller caller, MemoryRecord notice, CancellationToken cancellationToken)
        => !IsUnread(notice) ? notice
            : await desk.UpdateAsync(caller, notice, new MemoryFields { Labels = notice.Labels.SetItem(M3Labels.ReadAt, Instants.Format(desk.Now)) }, cancellationToken);

    private static bool IsFor(MemoryRecord notice, string agent) => notice.Labels.GetValueOrDefault(M3Labels.AgentId) == agent;

    private static bool IsUnread(MemoryRecord notice) => !notice.Labels.ContainsKey(M3Labels.ReadAt);

    private static void Write(Utf8JsonWriter json, MemoryRecord notice)
    {
        json.Number("id", notice.Position);
        json.Number("notification_id", notice.Position);
        json.WriteString("memory_id", notice.Id);
        json.Text(M3Labels.AgentId, notice.Labels.GetValueOrDefault(M3Labels.AgentId));
        json.Text(Kind, notice.Labels.GetValueOrDefault(Kind));
        json.WritePropertyName("payload");
        json.WriteRawValue(MemoryRow.TextOf(notice));
        json.Text(M3Labels.ReadAt, notice.Labels.GetValueOrDefault(M3Labels.ReadAt));
        json.WriteString("principal", notice.CreatedBy.Principal);
        json.Instant("created_at", notice.CreatedAt);
    }
}
