namespace Baton.Policy.Explain;

/// <summary>What one rule, limit or other step says of a call.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Step">The step: <c>default</c>, <c>schema</c>, <c>deny_if</c>, <c>require</c>, <c>action</c>, <c>approval</c>, <c>limits</c>...</param>
/// <param name="Outcome"><c>pass</c>, <c>refuse</c>, <c>ask</c>, <c>hide</c>, <c>reserve</c> or <c>skip</c>.</param>
/// <param name="Why">The reason in words.</param>
/// <param name="Observed">Whether a refusal here is only recorded.</param>
public sealed record ExplainedRule(string Rule, string Step, string Outcome, string Why, bool Observed);

/// <summary>A decision with every rule that was looked at.</summary>
public sealed record Explanation(Decisions.Decision Decision, IReadOnlyList<ExplainedRule> Rules);
