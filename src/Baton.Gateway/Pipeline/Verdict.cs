using System.Collections.Immutable;

namespace Baton.Gateway.Pipeline;

/// <summary>What a policy says about a message. Judges derive from it to carry what their approvals and limits need.</summary>
public record Verdict
{
    public required VerdictOutcome Outcome { get; init; }

    /// <summary>The id of the rule that decided, for example <c>/tools/create_charge/deny_if/0</c> or <c>(default deny)</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>Stable code of a refusal, for programs.</summary>
    public string Code { get; init; } = "";

    /// <summary>What the agent is told.</summary>
    public string Message { get; init; } = "";

    /// <summary>The name that was decided about, where it is not the one that the message names.</summary>
    public string? Subject { get; init; }

    /// <summary>
    /// What the message names that is hidden from the caller. A server that answers alike to what it has and has not, as the
    /// built-in one does to subscribing and completing, takes it for what it has not.
    /// </summary>
    public ImmutableHashSet<string> Unseen { get; init; } = [];

    /// <summary>Whether limits must be reserved before the message leaves.</summary>
    public bool HasLimits { get; init; }

    /// <summary>Whether the caller has seen the tool's <c>outputSchema</c>; a refusal must then not look like structured content.</summary>
    public bool HasOutputSchema { get; init; }

    /// <summary>The verdict of a policy that allows everything by default.</summary>
    public static Verdict AllowedByDefault { get; } = new() { Outcome = VerdictOutcome.Allow, Rule = "(default allow)" };

    /// <summary>The verdict where the grant has no policy for the server.</summary>
    public static Verdict NoPolicy(string server) => new()
    {
        Outcome = VerdictOutcome.Deny,
        Rule = "(no policy)",
        Code = "no_policy",
        Message = $"This grant has no policy for the server '{server}'. The operator can give it one.",
    };
}

/// <summary>The ways in which a policy can decide.</summary>
public enum VerdictOutcome
{
    /// <summary>It may leave.</summary>
    Allow,

    /// <summary>It is refused, and the agent is told why.</summary>
    Deny,

    /// <summary>It is refused as if it did not exist.</summary>
    Hide,

    /// <summary>It may leave once somebody approved it.</summary>
    Ask,
}
