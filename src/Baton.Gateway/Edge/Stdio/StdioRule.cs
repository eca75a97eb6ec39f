using Baton.Protocol.Errors;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Edge.Stdio;

/// <summary>Which requests a stdio connection takes: stateless ones at any time, others in a session.</summary>
internal static class StdioRule
{
    public static RpcError? Check(Envelope envelope, bool hasSession)
    {
        if (envelope.IsStateless)
        {
            return StatelessRule.CheckRevision(envelope.ProtocolVersion!, Revision.OverStdio) ?? StatelessRule.CheckFields(envelope);
        }
        return envelope.Method switch
        {
            MethodName.Initialize => hasSession ? RpcError.InvalidRequest("This connection is initialized already") : null,
            MethodName.Ping => null,
            MethodName.Discover or MethodName.Listen => StatelessRule.CheckFields(envelope),
            _ when hasSession => null,
            _ => RpcError.InvalidRequest(
                $"This connection is not initialized: send initialize first, or declare params._meta[\"{MetaKey.ProtocolVersion}\"] on every request"),
        };
    }
}
