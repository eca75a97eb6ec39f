using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Notices;

/// <summary>Marks one note as read by the caller, by its number.</summary>
internal sealed class AckTool(M3Desk desk) : MappedTool("notifications_ack")
{
    private readonly Pinboard _board = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var number = arguments.Integer("notification_id") ?? 0;
        if (!(await _board.FindAsync(caller, null, note => note.Number == number, 2, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        if (found.Length > 1) return Fail.Invalid(string.Create(CultureInfo.InvariantCulture, $"{number} names two notifications: {found[0].Id} and {found[1].Id}."), "/notification_id", "Mark them with notifications_ack_all.");
        if (found.IsEmpty) return Fail.NotFound(string.Create(CultureInfo.InvariantCulture, $"There is no notification {number}."), "/notification_id", "See notifications_poll.");
        if (!(await _board.ReadAsync(caller, found, cancellationToken)).TryGet(out var now, out failure)) return failure;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"Acknowledged: notification {number}"), json =>
        {
            json.WriteNumber("notification_id", number);
            json.WriteString(M3Labels.ReadAt, found[0].ReadAt ?? now);
        });
    }
}
