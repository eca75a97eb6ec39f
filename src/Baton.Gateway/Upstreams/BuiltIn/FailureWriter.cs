using System.Buffers;
using System.Text;
using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Memory.Outcomes;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>Writes why the memory server refused something: code, message, path, limit and hint, in this order.</summary>
internal static class FailureWriter
{
    public static void Write(Utf8JsonWriter json, Failure failure)
    {
        json.WriteStartObject();
        json.WriteString("code"u8, failure.Code);
        json.WriteString("message"u8, failure.Message);
        if (failure.Path is not null) json.WriteString("path"u8, failure.Path);
        if (failure.Limit is { } limit) json.WriteNumber("limit"u8, limit);
        if (failure.Hint is not null) json.WriteString("hint"u8, failure.Hint);
        if (failure.DetailsJson is not null)
        {
            json.WritePropertyName("details"u8);
            json.WriteRawValue(failure.DetailsJson, skipInputValidation: true);
        }
        json.WriteEndObject();
    }

    /// <summary>The same as a JSON-RPC error, for methods whose results have no <c>isError</c>.</summary>
    public static Reply.Failed Error(Failure failure)
    {
        var data = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(data, JsonWriting.Options)) Write(json, failure);
        var code = failure.Code == FailureCode.StoreUnavailable ? ErrorCode.InternalError : ErrorCode.InvalidParams;
        return new Reply.Failed(new RpcError(code, failure.Message) { Data = data.WrittenMemory });
    }

    /// <summary>The text that the model reads when a tool failed.</summary>
    public static string Text(Failure failure)
    {
        var text = new StringBuilder(failure.Message);
        if (failure.Hint is not null) text.Append(' ').Append(failure.Hint);
        return text.ToString();
    }
}
