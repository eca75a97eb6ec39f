using Baton.Policy.Json;

namespace Baton.Policy.Documents;

/// <summary>A condition of a rule, a guard or an approval.</summary>
public abstract record ConditionConfig;

/// <summary>True when one of the conditions is.</summary>
public sealed record AnyConfig(Sequence<ConditionConfig> Conditions) : ConditionConfig;

/// <summary>True when each of the conditions is; for use inside <see cref="AnyConfig"/> and <see cref="NotConfig"/>.</summary>
public sealed record AllConfig(Sequence<ConditionConfig> Conditions) : ConditionConfig;

/// <summary>True when the condition is false.</summary>
public sealed record NotConfig(ConditionConfig Condition) : ConditionConfig;

/// <summary>One comparison.</summary>
/// <param name="Path">What is compared.</param>
/// <param name="Operator">How.</param>
/// <param name="Value">With what; null when absent.</param>
/// <param name="ValueFrom">Or with what stands at another path.</param>
/// <param name="Missing">What absence means.</param>
/// <param name="Normalize">How strings are normalised first.</param>
/// <param name="IgnoreCase">Whether strings are compared without regard to case.</param>
/// <param name="Full">Whether a regex must match the whole string.</param>
/// <param name="TimeZone">The zone of <c>time.*</c> paths; UTC when absent.</param>
public sealed record LeafConfig(
    string Path,
    string Operator,
    JsonLiteral? Value = null,
    string? ValueFrom = null,
    MissingValue? Missing = null,
    TextForm? Normalize = null,
    bool? IgnoreCase = null,
    bool? Full = null,
    string? TimeZone = null) : ConditionConfig
{
    /// <summary>Whether the path could not be read, which was reported; what else it says is judged all the same.</summary>
    internal bool LacksPath { get; init; }

    /// <summary>Whether the operator could not be read, which was reported.</summary>
    internal bool LacksOperator { get; init; }
}
