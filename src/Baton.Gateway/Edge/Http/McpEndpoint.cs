using Baton.Gateway.Grants;
using Baton.Gateway.Tools;
using Baton.Memory.Storage;
using Baton.Protocol.Errors;
using Baton.Protocol.Revisions;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>One MCP endpoint: lets in who may come in, and hands over to the handler of the HTTP method.</summary>
internal sealed class McpEndpoint(EdgeContext context)
{
    private const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private readonly PostHandler _post = new(context);
    private readonly GetHandler _get = new(context);
    private readonly DeleteHandler _delete = new(context);

    public async Task HandleAsync(HttpContext http)
    {
        var answer = new HttpAnswer(http, context.Pipeline);
        if (context.Guard.Check(http) is { } foreign)
        {
            await answer.RefuseAsync(StatusCodes.Status403Forbidden, foreign.Code, new RpcError(ErrorCode.Refused, foreign.Message));
            return;
        }
        Caller? caller;
        try
        {
            caller = await HttpCaller.ResolveAsync(http, context.Grants);
        }
        catch (StoreUnavailableException unavailable)
        {
            await answer.RefuseAsync(StatusCodes.Status503ServiceUnavailable, "grants_unavailable", new RpcError(
                ErrorCode.StepFailed, $"grants: who calls cannot be told: {unavailable.Message} Try again later."));
            return;
        }
        if (caller is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"baton\"";
            await answer.RefuseAsync(StatusCodes.Status401Unauthorized, "unauthorized", new RpcError(
                ErrorCode.Refused, "The token is unknown, expired or revoked, or there is none where one is needed. Send Authorization: Bearer bt_…"));
            return;
        }
        answer.Caller = caller;
        var connection = ConnectionOf(http);
        var dialect = DialectChoice.Of(caller, connection.Dialect);
        if (dialect.Refusal is { } refusal)
        {
            await answer.RefuseAsync(StatusCodes.Status400BadRequest, "wrong_dialect", RpcError.InvalidRequest(refusal));
            return;
        }
        if (Toolsets.Refuse(connection.Toolsets) is { } unknown)
        {
            await answer.RefuseAsync(StatusCodes.Status400BadRequest, "wrong_toolset", RpcError.InvalidRequest(unknown));
            return;
        }
        var exchange = new Exchange(http, answer, caller, connection with { Dialect = dialect.Name });
        context.Open.Enter(http, caller, connection.Server);
        try
        {
            await (http.Request.Method switch
            {
                "POST" => _post.HandleAsync(exchange),
                "GET" => _get.HandleAsync(exchange),
                "DELETE" => _delete.HandleAsync(exchange),
                _ => answer.NotAllowedAsync("POST, GET, DELETE"),
            });
        }
        finally
        {
            context.Open.Leave(http);
        }
    }

    private Connection ConnectionOf(HttpContext http)
    {
        var query = http.Request.Query;
        return new Connection
        {
            Transport = Transport.Http,
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            Site = context.Options.Approvals is null ? null : http.Request.Host.Value,
            Server = (string)http.Request.RouteValues["server"]!,
            Spoken = Revision.OverHttp,
            Toolsets = [.. query["toolsets"].SelectMany(list => (list ?? "").Split(',', Trimmed))],
            Dialect = NullIfEmpty(query["dialect"]),
            Project = NullIfEmpty(query["project"]),
        };
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>One HTTP request that was let in.</summary>
internal sealed record Exchange(HttpContext Http, HttpAnswer Answer, Caller Caller, Connection Connection);
