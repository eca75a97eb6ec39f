using Baton.Policy.Conditions;
using Baton.Policy.Decisions;

namespace Baton.Policy.Tests.Support;

/// <summary>What a condition is, seen from outside: a call passes <c>require</c> when it is true, and <c>deny_if</c> when it is false.</summary>
internal static class Verdict
{
    public static Truth Of(string condition, string args)
    {
        var required = Given.Decide($$"""{"require":[{"conditions":[{{condition}}]}]}""", args);
        var denied = Given.Decide($$"""{"deny_if":[{"conditions":[{{condition}}]}]}""", args);
        return (required.Outcome, denied.Outcome) switch
        {
            (DecisionOutcome.Allow, DecisionOutcome.Deny) => Truth.True,
            (DecisionOutcome.Deny, DecisionOutcome.Allow) => Truth.False,
            (DecisionOutcome.Deny, DecisionOutcome.Deny) => Truth.Undecided,
            _ => throw new InvalidOperationException("A condition cannot let both pass."),
        };
    }

    /// <summary>The same, from <c>require</c> alone, where <c>[*]</c> may stand.</summary>
    public static Truth Required(string condition, string args, bool isUndecidedByCode = true)
    {
        var decision = Given.Decide($$"""{"require":[{"conditions":[{{condition}}]}]}""", args);
        if (decision.Outcome == DecisionOutcome.Allow) return Truth.True;
        return isUndecidedByCode && decision.Code == DecisionCodes.Undecided ? Truth.Undecided : Truth.False;
    }

    /// <summary>T, F or U, as tables write it.</summary>
    public static string Letter(this Truth truth) => truth.ToString()[..1];
}
