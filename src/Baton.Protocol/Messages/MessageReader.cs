using System.Text.Json;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;

namespace Baton.Protocol.Messages;

/// <summary>
/// Reads one JSON-RPC message strictly: it is admitted only if every reader behind Baton would understand the same message.
/// What is refused is answered with the reason, the place and, where it can be told, the id.
/// </summary>
public static class MessageReader
{
    /// <summary>The largest message that is read unless configured otherwise: 32 MiB.</summary>
    public const int DefaultMaxBytes = 32 * 1024 * 1024;

    /// <summary>Reads a message; <paramref name="message"/> must stay unchanged as long as the envelope is used.</summary>
    public static ReadResult Read(ReadOnlyMemory<byte> message, int maxBytes = DefaultMaxBytes)
    {
        if (message.Length > maxBytes) return ReadResult.Refused(TooLarge(message.Length, maxBytes), default);
        if (StrictJson.Check(message) is { } fault)
        {
            return fault.Kind == JsonFaultKind.Ambiguous
                ? ReadResult.Refused(RpcError.InvalidRequest(fault.Message), IdOf(message))
                : ReadResult.Refused(RpcError.Parse(fault.Message), default);
        }
        var read = TopLevelReader.Read(message);
        return read.Envelope is null ? read.Of(MessageTrace.Of(message)) : read;
    }

    /// <summary>The refusal of a message that is over the limit; <paramref name="size"/> is null where it was not read to its end.</summary>
    public static RpcError TooLarge(long? size, long limit) => RpcError.InvalidRequest(size is null
        ? $"The message is larger than the limit of {limit} bytes"
        : $"The message has {size} bytes, the limit is {limit} bytes") with
    {
        Data = System.Text.Encoding.ASCII.GetBytes(size is null ? $$"""{"limit":{{limit}}}""" : $$"""{"limit":{{limit}},"size":{{size}}}"""),
    };

    /// <summary>The id of a message that is JSON but was refused: the single, well-formed one of a request.</summary>
    private static RequestId IdOf(ReadOnlyMemory<byte> message)
    {
        var reader = new Utf8JsonReader(message.Span, StrictJson.Reading);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default;
        RequestId? found = null;
        try
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                var raw = Raw.Value(message, ref reader);
                if (!isId) continue;
                if (found is not null) return default;
                found = RequestId.Read(raw) ?? default(RequestId);
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // what stands behind the fault that was found first may be no JSON at all, or a string that is no text
            return default;
        }
        return found ?? default;
    }
}
