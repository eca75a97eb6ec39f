using System.Text.Json;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;

namespace Baton.Protocol.Messages;

/// <summary>Reads the reserved keys of <c>params._meta</c>; keys of others pass untouched.</summary>
internal static class MetaReader
{
    public static RpcError? Read(ReadOnlyMemory<byte> meta, Envelope envelope)
    {
        envelope.Meta = meta;
        var reader = new Utf8JsonReader(meta.Span, StrictJson.Reading);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Member(ref reader, meta, envelope) is { } error) return error;
        }
        return null;
    }

    private static RpcError? Member(ref Utf8JsonReader reader, ReadOnlyMemory<byte> meta, Envelope envelope)
    {
        var key = KnownKeys.Meta.Match(ref reader, out var variant);
        if (variant is not null)
        {
            return RpcError.InvalidRequest($"The key \"params._meta.{reader.GetString()}\" differs from \"{variant}\" only by case; keys are case-sensitive");
        }
        reader.Read();
        var type = reader.TokenType;
        switch (key)
        {
            case MetaKey.ProgressToken:
                var token = Raw.Current(meta, ref reader);
                if (RequestId.Read(token) is null) return ParamsReader.MustBe(Where(key), "a string or an integer", ref reader);
                envelope.ProgressToken = token;
                return null;
            case MetaKey.ProtocolVersion when type == JsonTokenType.String:
                envelope.ProtocolVersion = reader.GetString();
                return null;
            case MetaKey.LogLevel when type == JsonTokenType.String:
                envelope.LogLevel = reader.GetString();
                return null;
            case MetaKey.TraceParent when type == JsonTokenType.String:
                envelope.TraceParent = reader.GetString();
                return null;
            case MetaKey.TraceState when type == JsonTokenType.String:
                envelope.TraceState = reader.GetString();
                return null;
            case MetaKey.Baggage when type == JsonTokenType.String:
                envelope.Baggage = reader.GetString();
                return null;
            case MetaKey.ProtocolVersion or MetaKey.LogLevel or MetaKey.TraceParent or MetaKey.TraceState or MetaKey.Baggage:
                return ParamsReader.MustBe(Where(key), "a string", ref reader);
            case MetaKey.ClientInfo when type == JsonTokenType.StartObject:
                envelope.ClientInfo = Raw.Current(meta, ref reader);
                return null;
            case MetaKey.ClientCapabilities when type == JsonTokenType.StartObject:
                envelope.ClientCapabilities = Raw.Current(meta, ref reader);
                return null;
            case MetaKey.ClientInfo or MetaKey.ClientCapabilities:
                return ParamsReader.MustBe(Where(key), "an object", ref reader);
            default:
                reader.Skip();
                return null;
        }
    }

    private static string Where(string key) => $"params._meta[\"{key}\"]";
}
