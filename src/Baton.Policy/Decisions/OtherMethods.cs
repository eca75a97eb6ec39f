using Baton.Policy.Compilation;
using Baton.Policy.Documents;

namespace Baton.Policy.Decisions;

/// <summary>Decisions about what is neither a tool, a resource nor a prompt.</summary>
internal static class OtherMethods
{
    public static Decision DecideServerRequest(CompiledPolicy policy, string request)
    {
        var requests = policy.Document.ServerRequests;
        var said = request switch
        {
            "sampling" => requests?.Sampling,
            "elicitation" => requests?.Elicitation,
            "roots" => requests?.Roots,
            _ => null,
        };
        var rule = said is null ? RuleIds.DefaultDeny : Pointer.Of("/server_requests", request);
        return Decide(policy, said ?? policy.Document.Default, rule, DecisionCodes.RequestDenied, $"The server may not ask for {request}.");
    }

    public static Decision DecideMethod(CompiledPolicy policy, string method)
        => Decide(policy, policy.Document.Default, RuleIds.DefaultDeny, DecisionCodes.DefaultDeny, $"The method {method} is not allowed here.");

    private static Decision Decide(CompiledPolicy policy, DefaultAction action, string rule, string code, string message)
    {
        if (action == DefaultAction.Allow) return new Decision { Outcome = DecisionOutcome.Allow, Code = DecisionCodes.Allowed };
        return new Decision
        {
            Outcome = policy.IsObserved ? DecisionOutcome.Allow : DecisionOutcome.Deny,
            IsObserved = policy.IsObserved,
            ObservedOutcome = DecisionOutcome.Deny,
            Rule = rule,
            Code = code,
            Message = message,
        };
    }
}
