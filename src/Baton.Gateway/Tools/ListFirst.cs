using System.Buffers;
using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Tools;

/// <summary>
/// Has a server list its tools before the first one is called, and again after it said that they changed, so that no call is
/// judged by less than the server declares. A server that does not list is judged by names alone.
/// </summary>
/// <param name="tools">What servers have listed.</param>
/// <param name="mustBeReviewed">Whether an operator must look at a server's tools before one is called; null for no server.</param>
public sealed class ListFirst(ListedTools tools, Func<string, bool>? mustBeReviewed = null) : IDefinitionGuard
{
    private const int MostPages = 100;

    public async ValueTask<Refusal?> CheckAsync(Call call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Envelope.Method == MethodName.CallTool && mustBeReviewed?.Invoke(call.Connection.Server) == true)
        {
            return new Refusal("pins", RefusalKind.Denied, "definition_unreviewed", "The operator has not reviewed the tools of this server yet.");
        }
        if (call.Envelope is { Method: MethodName.CallTool, Name: { } tool } && MustList(call, tool)) await ListAsync(call, cancellationToken);
        return null;
    }

    private bool MustList(Call call, string tool)
        => tools.MustList(call.Connection.Server, tool)
        || (call.Carried is { } carried && carried.Calls.Any(inner => tools.MustList(call.Connection.Server, inner.Tool)));

    private async ValueTask ListAsync(Call call, CancellationToken cancellationToken)
    {
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var reply = await call.Upstream!.SendAsync(OwnCall.Of(call, Request(call.Envelope, cursor)), cancellationToken);
            if (reply is Reply.Failed { Error.Code: ErrorCode.ServerUnavailable or ErrorCode.Busy }) return;
            if (reply is not Reply.Completed completed) break;
            tools.Learn(call.Connection.Server, completed.Json);
            cursor = JsonMembers.Text(completed.Json, "nextCursor"u8);
            if (cursor is null) break;
        }
        tools.Listed(call.Connection.Server);
    }

    /// <summary>The request in the client's name: in the stateless era with what its own message said of it.</summary>
    private static Envelope Request(Envelope from, string? cursor)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, JsonWriting.Options))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteNumber("id"u8, 0);
            json.WriteString("method"u8, MethodName.ListTools);
            json.WriteStartObject("params"u8);
            if (cursor is not null) json.WriteString("cursor"u8, cursor);
            if (from.IsStateless) WriteMeta(json, from);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return MessageReader.Read(output.WrittenMemory).Envelope!;
    }

    private static void WriteMeta(Utf8JsonWriter json, Envelope from)
    {
        json.WriteStartObject("_meta"u8);
        json.WriteString(MetaKey.ProtocolVersion, from.ProtocolVersion);
        if (!from.ClientInfo.IsEmpty) Raw(json, MetaKey.ClientInfo, from.ClientInfo);
        if (!from.ClientCapabilities.IsEmpty) Raw(json, MetaKey.ClientCapabilities, from.ClientCapabilities);
        json.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.Span, skipInputValidation: true);
    }
}
