using System.Buffers;
using System.Text.Json;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;

namespace Baton.Protocol.Messages;

/// <summary>Writes JSON-RPC messages; ids, results and params go out as the bytes they are.</summary>
public static class ResponseWriter
{
    /// <summary>A response with a result; <paramref name="id"/> is repeated with its exact text.</summary>
    public static void Result(IBufferWriter<byte> output, RequestId id, ReadOnlySpan<byte> result)
    {
        BeginResult(output, id);
        output.Write(result);
        output.Write(ResultEnd.Span);
    }

    /// <summary>What stands before the result in such a response.</summary>
    public static void BeginResult(IBufferWriter<byte> output, RequestId id)
    {
        output.Write("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        WriteId(output, id);
        output.Write(",\"result\":"u8);
    }

    /// <summary>What stands behind it.</summary>
    public static ReadOnlyMemory<byte> ResultEnd { get; } = "}"u8.ToArray();

    /// <summary>A response with an error; an absent <paramref name="id"/> is written as <c>null</c> (JSON-RPC 2.0, Response object).</summary>
    public static void Error(IBufferWriter<byte> output, RequestId id, RpcError error)
    {
        output.Write("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        WriteId(output, id);
        output.Write(",\"error\":"u8);
        using (var writer = new Utf8JsonWriter(output, JsonWriting.Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("code"u8, error.Code);
            writer.WriteString("message"u8, error.Message);
            if (!error.Data.IsEmpty)
            {
                writer.WritePropertyName("data"u8);
                writer.WriteRawValue(error.Data.Span, skipInputValidation: true);
            }
            writer.WriteEndObject();
        }
        output.Write("}"u8);
    }

    /// <summary>A notification; empty <paramref name="parameters"/> leave <c>params</c> out.</summary>
    public static void Notification(IBufferWriter<byte> output, string method, ReadOnlySpan<byte> parameters)
    {
        output.Write("{\"jsonrpc\":\"2.0\",\"method\":"u8);
        using (var writer = new Utf8JsonWriter(output, JsonWriting.Options)) writer.WriteStringValue(method);
        if (!parameters.IsEmpty)
        {
            output.Write(",\"params\":"u8);
            output.Write(parameters);
        }
        output.Write("}"u8);
    }

    /// <summary>The same as a new array.</summary>
    public static ReadOnlyMemory<byte> Error(RequestId id, RpcError error)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Error(buffer, id, error);
        return buffer.WrittenMemory;
    }

    private static void WriteId(IBufferWriter<byte> output, RequestId id) => output.Write(id.IsAbsent ? "null"u8 : id.Raw.Span);
}
