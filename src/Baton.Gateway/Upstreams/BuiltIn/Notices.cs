using System.Buffers;
using System.Text.Json;
using Baton.Protocol.Json;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>Writes the notifications of the built-in server as whole messages.</summary>
internal static class Notices
{
    /// <summary>A notification about change; <paramref name="subscription"/> is the raw id of the listening request, or empty in the session era.</summary>
    public static ReadOnlyMemory<byte> Changed(string method, ReadOnlyMemory<byte> subscription, string? uri = null)
        => Message(method, subscription, json =>
        {
            if (uri is not null) json.WriteString("uri"u8, uri);
        });

    /// <summary>A notification whose other parameters <paramref name="write"/> adds.</summary>
    public static ReadOnlyMemory<byte> Message(string method, ReadOnlyMemory<byte> subscription, Action<Utf8JsonWriter> write)
    {
        var parameters = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(parameters, JsonWriting.Options))
        {
            json.WriteStartObject();
            if (!subscription.IsEmpty)
            {
                json.WriteStartObject("_meta"u8);
                json.WritePropertyName(MetaKey.SubscriptionId);
                json.WriteRawValue(subscription.Span, skipInputValidation: true);
                json.WriteEndObject();
            }
            write(json);
            json.WriteEndObject();
        }
        var message = new ArrayBufferWriter<byte>(parameters.WrittenCount + 128);
        ResponseWriter.Notification(message, method, parameters.WrittenSpan.Length == 2 ? default : parameters.WrittenSpan);
        return message.WrittenMemory;
    }
}
