using System.Buffers;
using System.Text.Json;
using Baton.Gateway.Governance;
using Baton.Policy.Decisions;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Pipeline;

/// <summary>
/// Says a refusal in the client's words: for a tool call a result with <c>isError</c>, which the agent reads, for other methods a
/// JSON-RPC error; what is hidden looks like what does not exist.
/// </summary>
internal static class Presentation
{
    public static Reply For(Call call, Reply reply)
    {
        if (reply is not Reply.Refused { Refusal: var refusal }) return reply;
        return refusal.Kind switch
        {
            RefusalKind.Hidden => call.ListFailure ?? new Reply.Failed(Unknown(call)),
            RefusalKind.NoSuchServer => Error(ErrorCode.InvalidParams, refusal) with { HttpStatus = 404 },
            RefusalKind.HeaderMismatch => Error(ErrorCode.HeaderMismatch, refusal),
            RefusalKind.Failed => Error(ErrorCode.StepFailed, refusal),
            _ when call.Envelope.Method == MethodName.CallTool => new Reply.Completed(ToolResult(call, refusal)) { IsToolError = true },
            _ => Error(ErrorCode.Refused, refusal),
        };
    }

    /// <summary>The answer of a server that does not know what the message names.</summary>
    public static RpcError Unknown(Call call) => call.Envelope.Method switch
    {
        MethodName.CallTool => RpcError.InvalidParams($"Unknown tool: {call.Verdict?.Subject ?? call.Envelope.Name}"),
        MethodName.GetPrompt => RpcError.InvalidParams($"Unknown prompt: {call.Envelope.Name}"),
        MethodName.ReadResource => ResourceNotFound(call.Revision, call.Envelope.Uri ?? ""),
        MethodName.Listen => ResourceNotFound(call.Revision, call.Verdict?.Subject ?? ""),
        var method => CallSubject.Of(call.Envelope) switch
        {
            { Kind: CallKind.Resource, Name: var uri } => ResourceNotFound(call.Revision, uri),
            { Kind: CallKind.Prompt, Name: var prompt } => RpcError.InvalidParams($"Unknown prompt: {prompt}"),
            _ => RpcError.MethodNotFound(method),
        },
    };

    /// <summary>Not found is -32002 up to 2025-11-25 and -32602 since (2026-07-28, Error codes).</summary>
    public static RpcError ResourceNotFound(Revision revision, string uri)
    {
        var data = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(data, JsonWriting.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("uri"u8, uri);
            writer.WriteEndObject();
        }
        var code = revision.Era == Era.Sessions ? ErrorCode.LegacyResourceNotFound : ErrorCode.InvalidParams;
        return new RpcError(code, "Resource not found") { Data = data.WrittenMemory };
    }

    private static Reply.Failed Error(int code, Refusal refusal) => new(new RpcError(code, refusal.Message) { Data = Decision(refusal) });

    private static ReadOnlyMemory<byte> ToolResult(Call call, Refusal refusal)
    {
        var decision = Decision(refusal);
        var output = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(output, JsonWriting.Options))
        {
            writer.WriteStartObject();
            if (call.Revision.Era == Era.Stateless) writer.WriteString("resultType"u8, "complete"u8);
            writer.WriteStartArray("content"u8);
            writer.WriteStartObject();
            writer.WriteString("type"u8, "text"u8);
            writer.WriteString("text"u8, $"[POLICY DENIED] {refusal.Message}");
            writer.WriteEndObject();
            writer.WriteEndArray();
            if (!refusal.HasOutputSchema) Raw(writer, "structuredContent", decision);
            writer.WriteBoolean("isError"u8, true);
            writer.WriteStartObject("_meta"u8);
            Raw(writer, MetaKey.BatonDecision, decision);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return output.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Decision(Refusal refusal)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(output, JsonWriting.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("code"u8, refusal.Code);
            if (refusal.Rule is not null) writer.WriteString("rule"u8, refusal.Rule);
            writer.WriteString("reason"u8, refusal.Message);
            foreach (var (name, value) in refusal.Details) Raw(writer, name, value);
            writer.WriteEndObject();
        }
        return output.WrittenMemory;
    }

    private static void Raw(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte> json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json.Span, skipInputValidation: true);
    }
}
