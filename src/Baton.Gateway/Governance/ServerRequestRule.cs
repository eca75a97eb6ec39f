using Baton.Gateway.Grants;
using Baton.Gateway.Policies;
using Baton.Policy.Decisions;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Governance;

/// <summary>What a server may ask of the clients of a grant: the section <c>server_requests</c> of the policy that governs it there.</summary>
public sealed class ServerRequestRule(IPolicySource policies)
{
    /// <summary>Null when it may; else the error that the server gets.</summary>
    public RpcError? Refuses(Caller caller, string server, string method)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!caller.Servers.TryGetValue(server, out var name) || policies.Find(name) is not { } policy) return Refused("There is no policy that would allow it.");
        var decision = policy.Policy.DecideServerRequest(Word(method));
        return decision.Outcome == DecisionOutcome.Allow ? null : Refused(decision.Message);
    }

    private static string Word(string method) => method switch
    {
        "sampling/createMessage" => "sampling",
        "elicitation/create" => "elicitation",
        "roots/list" => "roots",
        _ => method,
    };

    private static RpcError Refused(string why) => new(ErrorCode.Refused, why);
}
