using System.Collections.Immutable;

namespace Baton.Gateway.Audit;

/// <summary>
/// What a step of the pipeline wants recorded. The log adds sequence, time and authentication. Absent facts are null and are
/// left out of the row; nothing in here may hold a secret or an argument's plain value.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>One of <see cref="AuditKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Names the message in every row about it, in logs and in provenance.</summary>
    public string? RequestId { get; init; }

    /// <summary>The W3C trace id, 32 hex digits.</summary>
    public string? TraceId { get; init; }

    /// <summary>The W3C <c>tracestate</c>, which may say nothing of persons.</summary>
    public string? TraceState { get; init; }

    /// <summary>The names of what the caller's W3C <c>baggage</c> holds; its values can be anything.</summary>
    public ImmutableArray<string> BaggageKeys { get; init; } = [];

    /// <summary>The grant's label; null when the message was refused before a grant was known.</summary>
    public string? Grant { get; init; }
    public string? Principal { get; init; }

    /// <summary>What the client says of itself: a label, never evidence.</summary>
    public string? ClientName { get; init; }

    /// <inheritdoc cref="ClientName"/>
    public string? ClientVersion { get; init; }

    /// <summary>The peer's address, or <c>stdio</c>.</summary>
    public string? Address { get; init; }
    public string? Server { get; init; }
    public string? Method { get; init; }
    public string? Tool { get; init; }

    /// <summary>The tools that a call of a tool that calls others names, in order.</summary>
    public ImmutableArray<string> InnerTools { get; init; } = [];
    public string? Category { get; init; }

    /// <summary>The policy document's name; with <see cref="PolicyRevision"/> it says what judged the call.</summary>
    public string? Policy { get; init; }
    public long? PolicyRevision { get; init; }

    /// <summary><c>allow</c>, <c>deny</c>, <c>hide</c> or <c>ask</c>; for events what was done.</summary>
    public required string Outcome { get; init; }

    /// <summary>True when the policy only observes: the decision was not enforced.</summary>
    public bool Observed { get; init; }
    public string? Rule { get; init; }
    public string? Code { get; init; }
    public string? Message { get; init; }

    /// <summary>The names of the arguments at the top level, in the order they came.</summary>
    public ImmutableArray<string> ArgumentKeys { get; init; } = [];

    /// <summary>Keyed digest of the arguments in canonical form, hex: equal arguments are recognised, none can be guessed.</summary>
    public string? ArgumentDigest { get; init; }

    /// <summary>The arguments, encrypted, where the operator turned recording on (base64).</summary>
    public string? ArgumentsEncrypted { get; init; }
    public string? DefinitionHash { get; init; }
    public string? ApprovalId { get; init; }

    /// <summary>The upstream's HTTP status, or for stdio <c>ok</c>, <c>error</c>, <c>died</c>, <c>timeout</c>, <c>cancelled</c>.</summary>
    public string? UpstreamStatus { get; init; }

    /// <summary>Bytes of the result as it left the gateway.</summary>
    public long? ResultBytes { get; init; }
    public bool? IsError { get; init; }

    /// <summary>Time spent in the gateway itself.</summary>
    public TimeSpan? GatewayTime { get; init; }

    /// <summary>Time spent waiting for the upstream.</summary>
    public TimeSpan? UpstreamTime { get; init; }

    /// <summary>The limits this call counted against, as they stood afterwards.</summary>
    public ImmutableArray<AuditLimit> Limits { get; init; } = [];
}

/// <summary>A limit after a call was admitted or refused by it.</summary>
/// <param name="Counter">The counter's name in the policy.</param>
/// <param name="Remaining">What is left in the window, in the unit of its cost.</param>
/// <param name="Max">The most the window admits.</param>
public sealed record AuditLimit(string Counter, decimal Remaining, decimal Max)
{
    /// <summary>True when the call went beyond the budget because a person approved that.</summary>
    public bool IsOverride { get; init; }
}
