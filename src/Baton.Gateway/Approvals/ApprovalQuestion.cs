using Baton.Policy.Approvals;

namespace Baton.Gateway.Approvals;

/// <summary>A call that needs a person's word, with what that person must see to decide.</summary>
public sealed record ApprovalQuestion
{
    /// <summary>Names this very call: grant, server, tool, arguments, definition and policy revision.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Names its like; null when answers are not remembered.</summary>
    public string? RememberKey { get; init; }

    /// <summary>For how long an answer counts for like calls.</summary>
    public RememberFor Remember { get; init; }

    /// <summary>The time, for <see cref="RememberFor.Duration"/>.</summary>
    public TimeSpan RememberTime { get; init; }

    /// <summary>How long the request stays open; an approval can be used, and a denial counts, as long again.</summary>
    public required TimeSpan Timeout { get; init; }

    public required string Grant { get; init; }

    public required string Principal { get; init; }

    /// <summary>What the client says of itself.</summary>
    public string? Client { get; init; }

    public required string Server { get; init; }

    public required string Tool { get; init; }

    public string? Category { get; init; }

    /// <summary>The rule that asks.</summary>
    public required string Rule { get; init; }

    /// <summary>Why it asks, in words.</summary>
    public required string Message { get; init; }

    public string? Policy { get; init; }

    public string? DefinitionHash { get; init; }

    /// <summary>The arguments as they came, UTF-8 JSON; kept encrypted.</summary>
    public ReadOnlyMemory<byte> Arguments { get; init; }
}
