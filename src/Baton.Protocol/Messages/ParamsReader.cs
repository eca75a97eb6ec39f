using System.Text.Json;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;

namespace Baton.Protocol.Messages;

/// <summary>Reads the members of <c>params</c> that the gateway judges or routes by; all others pass untouched.</summary>
internal static class ParamsReader
{
    public static ReadResult Read(Envelope envelope)
    {
        if (!envelope.Params.IsEmpty)
        {
            var reader = new Utf8JsonReader(envelope.Params.Span, StrictJson.Reading);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (Member(ref reader, envelope) is { } error) return ReadResult.Refused(error, envelope.Id);
            }
        }
        return Missing(envelope) is { } missing ? ReadResult.Refused(missing, envelope.Id) : ReadResult.Read(envelope);
    }

    private static RpcError? Member(ref Utf8JsonReader reader, Envelope envelope)
    {
        var key = KnownKeys.Params.Match(ref reader, out var variant);
        if (variant is not null)
        {
            return RpcError.InvalidRequest($"The key \"params.{reader.GetString()}\" differs from \"{variant}\" only by case; keys are case-sensitive");
        }
        reader.Read();
        switch (key)
        {
            case "name" when reader.TokenType == JsonTokenType.String:
                envelope.Name = reader.GetString();
                return NameRule.Fault(envelope.Name!) is { } fault ? RpcError.InvalidParams($"params.name {fault}") : null;
            case "name":
                return MustBe("params.name", "a string", ref reader);
            case "uri" when reader.TokenType == JsonTokenType.String:
                envelope.Uri = reader.GetString();
                return NameRule.Fault(envelope.Uri!) is { } bad ? RpcError.InvalidParams($"params.uri {bad}") : null;
            case "uri":
                return MustBe("params.uri", "a string", ref reader);
            case "cursor" when reader.TokenType == JsonTokenType.String:
                envelope.Cursor = reader.GetString();
                return null;
            case "cursor":
                return MustBe("params.cursor", "a string", ref reader);
            case "requestState" when reader.TokenType == JsonTokenType.String:
                envelope.RequestState = reader.GetString();
                return null;
            case "requestState":
                return MustBe("params.requestState", "a string", ref reader);
            case "arguments" when reader.TokenType == JsonTokenType.StartObject:
                envelope.Arguments = Raw.Current(envelope.Params, ref reader);
                return null;
            case "arguments":
                return MustBe("params.arguments", "an object or absent", ref reader);
            case "inputResponses" when reader.TokenType == JsonTokenType.StartObject:
                envelope.InputResponses = Raw.Current(envelope.Params, ref reader);
                return null;
            case "inputResponses":
                return MustBe("params.inputResponses", "an object", ref reader);
            case "_meta" when reader.TokenType == JsonTokenType.StartObject:
                return MetaReader.Read(Raw.Current(envelope.Params, ref reader), envelope);
            case "_meta":
                return MustBe("params._meta", "an object", ref reader);
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>What these methods are about is judged, so a message that does not say it is refused here.</summary>
    private static RpcError? Missing(Envelope envelope) => envelope.Method switch
    {
        MethodName.CallTool or MethodName.GetPrompt when envelope.Name is null => RpcError.InvalidParams("params.name is missing"),
        MethodName.ReadResource when envelope.Uri is null => RpcError.InvalidParams("params.uri is missing"),
        _ => null,
    };

    internal static RpcError MustBe(string place, string what, ref Utf8JsonReader reader)
        => RpcError.InvalidParams($"{place} must be {what}, not {TypeName(reader.TokenType)}");

    private static string TypeName(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject or JsonTokenType.EndObject => "an object",
        JsonTokenType.StartArray or JsonTokenType.EndArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };
}
