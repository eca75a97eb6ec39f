using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Server;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class ArriveDeltaTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "arrive_delta";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await Arrival.OfAsync(desk, caller, cancellationToken)).TryGet(out var arrival, out var failure)) return Reply.Of(failure);
        var since = arrival.Digest.Since is { } last ? Instants.ToMinute(last) : "never";
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"ARRIVE_DELTA: reference point {since}, project {HandoffText.Word(arrival.Digest.Project)}.\nNew activity: {arrival.Digest.Changes.Length}\n");
        foreach (var change in arrival.Digest.Changes)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {change.Id} version {change.Version}: {change.By.Operation} by {HandoffText.Word(change.By.Principal)}, {Instants.ToMinute(change.At)}\n");
        }
        arrival.AppendHandoffs(text);
        text.Append("arrive() is the whole; where_did_i_leave_off() takes what waits.");
        return Reply.Of(text.ToString(), json =>
        {
            arrival.Write(json);
            SovereignJson.All(json, "activity", arrival.Digest.Changes, (writer, change) =>
            {
                writer.WriteString("id", change.Id);
                writer.WriteNumber("version", change.Version);
                writer.WriteString("operation", change.By.Operation);
                writer.WriteString("by", change.By.Principal);
                writer.Instant("at", change.At);
            });
        });
    }
}
