using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;
using Microsoft.AspNetCore.Http;

namespace Baton.EverythingServer.Http;

/// <summary>POSTs of the stateless era.</summary>
internal sealed class StatelessPost(Methods methods)
{
    private static readonly ImmutableArray<Revision> Spoken = Revision.OverHttp;

    public async Task HandleAsync(HttpContext http, Envelope envelope)
    {
        if (envelope.Kind != MessageKind.Request)
        {
            http.Response.StatusCode = envelope.Kind == MessageKind.Notification ? StatusCodes.Status202Accepted : StatusCodes.Status400BadRequest;
            return;
        }
        var link = new ResponseStream(http, null);
        var state = new ClientState
        {
            Capabilities = envelope.ClientCapabilities.IsEmpty ? [] : JsonNode.Parse(envelope.ClientCapabilities.Span)!.AsObject(),
            LogLevel = envelope.LogLevel,
        };
        var request = new Request(envelope, Era.Stateless, state, link);
        if (Check(http, envelope) is { } wrong)
        {
            await ResponseStream.RefuseAsync(http, StatusCodes.Status400BadRequest, request.Id, Fault.Of(wrong));
            return;
        }
        try
        {
            if (envelope.Method == "subscriptions/listen") await ListenAsync(http, request, link);
            else await link.FinishAsync(Frame.Result(request.Id, await methods.AnswerAsync(request)));
        }
        catch (Fault fault)
        {
            await link.FinishAsync(Frame.Error(request.Id, fault), StatusOf(fault));
        }
    }

    private RpcError? Check(HttpContext http, Envelope envelope)
    {
        var headers = new RequestHeaders(http.Request.Headers);
        if (HeaderAgreement.OneValue(headers, HeaderName.ProtocolVersion, out var revision) is { } repeated) return repeated;
        if (envelope.ProtocolVersion is not { } declared) return RpcError.InvalidParams($"_meta has no {MetaKey.ProtocolVersion}");
        if (envelope.ClientCapabilities.IsEmpty) return RpcError.InvalidParams($"_meta has no {MetaKey.ClientCapabilities}");
        if (HeaderAgreement.CheckRevision(revision, declared) is { } disagreeing) return disagreeing;
        if (Revision.Find(declared)?.Era != Era.Stateless) return UnsupportedRevision.Error(declared, Spoken);
        return HeaderAgreement.Check(headers, envelope, required: true)
            ?? (envelope.Method == "tools/call" ? methods.Tools.Headers(envelope.Name).Check(headers, envelope.Arguments) : null);
    }

    private async Task ListenAsync(HttpContext http, Request request, ResponseStream link)
    {
        var asked = request.Params["notifications"] as JsonObject ?? throw Fault.Params("params.notifications must be an object");
        var honoured = new JsonObject();
        foreach (var kind in (string[])["toolsListChanged", "promptsListChanged"])
        {
            if (asked[kind] is JsonValue value && value.TryGetValue(out bool wanted) && wanted) honoured[kind] = true;
        }
        JsonObject Meta() => new() { ["io.modelcontextprotocol/subscriptionId"] = request.Id!.DeepClone() };
        var changes = Channel.CreateUnbounded<string>();
        using var listening = methods.Changes.Listen(method => changes.Writer.TryWrite(method));
        await link.NotifyAsync("notifications/subscriptions/acknowledged", new JsonObject { ["_meta"] = Meta(), ["notifications"] = honoured.DeepClone() });
        try
        {
            await foreach (var method in changes.Reader.ReadAllAsync(http.RequestAborted))
            {
                var kind = method.Contains("/tools/", StringComparison.Ordinal) ? "toolsListChanged" : "promptsListChanged";
                if (honoured.ContainsKey(kind)) await link.NotifyAsync(method, new JsonObject { ["_meta"] = Meta() });
            }
        }
        catch (OperationCanceledException)
        {
            // the client went
        }
    }

    private static int StatusOf(Fault fault) => fault.Code switch
    {
        ErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
        ErrorCode.MissingRequiredClientCapability => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };
}
