using System.Collections.Immutable;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Policy.Simulation;

/// <summary>A call as the audit log remembers it. Names and argument keys are always there, values only where recording was turned on.</summary>
public sealed record RecordedCall
{
    /// <summary>What was called.</summary>
    public CallKind Kind { get; init; }

    /// <summary>The tool, resource or prompt.</summary>
    public required string Name { get; init; }

    /// <summary>Its category then.</summary>
    public ToolCategory Category { get; init; }

    /// <summary>The outermost names of the arguments.</summary>
    public ImmutableArray<string> ArgumentKeys { get; init; } = [];

    /// <summary>The arguments as JSON; null when values were not recorded.</summary>
    public string? Arguments { get; init; }

    /// <summary>The grant.</summary>
    public required string Grant { get; init; }

    /// <summary>The person or agent.</summary>
    public string? Principal { get; init; }

    /// <summary>The session.</summary>
    public string? Session { get; init; }

    /// <summary>The server.</summary>
    public required string Server { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened then.</summary>
    public required DecisionOutcome Outcome { get; init; }

    /// <summary>The rule that decided then.</summary>
    public string Rule { get; init; } = "";
}
