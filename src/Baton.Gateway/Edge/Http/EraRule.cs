using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Edge.Http;

/// <summary>
/// Tells the era of a POST: stateless when body or header name a revision that is not of the session era (2026-07-28, Versioning,
/// Backward compatibility).
/// </summary>
internal static class EraRule
{
    /// <summary>Null when the request belongs to <paramref name="era"/>, else what is wrong with it.</summary>
    public static RpcError? Decide(IHeaders headers, Envelope envelope, out Era era)
    {
        era = Era.Sessions;
        if (HeaderAgreement.OneValue(headers, HeaderName.ProtocolVersion, out var header) is { } repeated) return repeated;
        var declared = envelope.ProtocolVersion;
        if (!envelope.IsStateless && (header is null || Revision.IsOfSessions(header))) return null;

        era = Era.Stateless;
        if (envelope.Kind != MessageKind.Request) return null;
        if (header is null) return HeaderAgreement.CheckRevision(null, declared!);
        // a revision that is not spoken may not even know the fields, so it is answered first
        if (declared is null && StatelessRule.CheckRevision(header, Revision.OverHttp) is { } unknown) return unknown;
        if (StatelessRule.CheckFields(envelope) is { } missing) return missing;
        return HeaderAgreement.CheckRevision(header, declared!) ?? StatelessRule.CheckRevision(declared!, Revision.OverHttp);
    }
}
