namespace Baton.Policy.Documents;

/// <summary>Conditions that hold together.</summary>
/// <param name="Id">A name for decisions to quote in place of the rule's place.</param>
/// <param name="When">A guard: when it is false the rule is passed over.</param>
/// <param name="Conditions">What must all be true for the rule to hold; none means that it always holds.</param>
/// <param name="OnDeny">What the agent is told when the rule refuses.</param>
public sealed record RuleConfig(
    string? Id = null,
    Sequence<ConditionConfig> When = default,
    Sequence<ConditionConfig> Conditions = default,
    string? OnDeny = null);
