using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class CommsChannelsTool(CommsDesk comms) : IDialectTool
{
    public string Name => "comms_channels";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await comms.MessagesAsync(caller, null, question => question, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        var channels = found.Records.GroupBy(message => message.Labels.GetValueOrDefault(SovereignLabels.Channel) ?? "general", StringComparer.Ordinal)
            .OrderBy(channel => channel.Key, StringComparer.Ordinal).ToImmutableArray();
        var lines = channels.Select(channel => string.Create(CultureInfo.InvariantCulture, $"- {HandoffText.Word(channel.Key)}: {channel.Count()}"));
        return Reply.Of(channels.IsEmpty ? "No messages yet." : string.Join('\n', lines), json => SovereignJson.All(json, "channels", channels, (writer, channel) =>
        {
            writer.WriteString("channel", channel.Key);
            writer.WriteNumber("messages", channel.Count());
            writer.Instant("last_at", channel.Max(message => message.CreatedAt));
        }));
    }
}
