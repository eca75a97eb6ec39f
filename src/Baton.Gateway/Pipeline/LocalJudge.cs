using Baton.Gateway.Grants;

namespace Baton.Gateway.Pipeline;

/// <summary>
/// The judge of an installation whose only policy is the local grant's <c>{"version":"1","default":"allow","tools":{}}</c>;
/// whoever has another policy, or none, is denied.
/// </summary>
public sealed class LocalJudge : IJudge
{
    public Verdict Judge(Call call)
        => call.Caller.Servers.GetValueOrDefault(call.Connection.Server) == LocalGrant.Policy
            ? Verdict.AllowedByDefault
            : Verdict.NoPolicy(call.Connection.Server);
}
