using Baton.Gateway.Sessions;
using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>Finds the session that a request names (2025-11-25, Transports, Session management), or answers why there is none.</summary>
internal static class SessionRule
{
    /// <summary>Null when the request has been answered already.</summary>
    public static async ValueTask<ClientSession?> FindAsync(EdgeContext context, Exchange exchange, RequestId id = default)
    {
        var headers = new HttpHeaders(exchange.Http.Request.Headers);
        if (HeaderAgreement.OneValue(headers, HeaderName.SessionId, out var name) is { } repeated)
        {
            await exchange.Answer.RefuseAsync(StatusCodes.Status400BadRequest, "header_mismatch", repeated, id);
            return null;
        }
        if (name is null)
        {
            await exchange.Answer.RefuseAsync(StatusCodes.Status400BadRequest, "no_session", RpcError.InvalidRequest(
                $"The header {HeaderName.SessionId} is missing: send initialize first, or declare "
                + $"{HeaderName.ProtocolVersion}: {Revision.V20260728} with its _meta"), id);
            return null;
        }
        if (context.Sessions.Find(name, exchange.Caller, exchange.Connection.Server) is not { } session)
        {
            await exchange.Answer.RefuseAsync(StatusCodes.Status404NotFound, "unknown_session", RpcError.InvalidRequest(
                "This session is unknown or has ended; send initialize again"), id);
            return null;
        }
        if (await AgreesAsync(exchange, headers, session, id)) return session;
        return null;
    }

    private static async ValueTask<bool> AgreesAsync(Exchange exchange, HttpHeaders headers, ClientSession session, RequestId id)
    {
        var error = HeaderAgreement.OneValue(headers, HeaderName.ProtocolVersion, out var version);
        if (error is null && version is not null && version != session.AgreedVersion)
        {
            error = Revision.IsOfSessions(version)
                ? RpcError.HeaderMismatch($"The header {HeaderName.ProtocolVersion} says '{version}', the session speaks '{session.AgreedVersion}'")
                : UnsupportedRevision.Error(version, Revision.OverHttp);
        }
        if (error is null) return true;
        await exchange.Answer.RefuseAsync(StatusCodes.Status400BadRequest, "header_mismatch", error, id);
        return false;
    }
}
