namespace Baton.Policy.Decisions;

/// <summary>Everything a decision depends on beside the policy: handed in, never looked up.</summary>
public readonly record struct CallFacts
{
    /// <summary>What is called.</summary>
    public CallKind Kind { get; init; }

    /// <summary>The tool, resource or prompt.</summary>
    public required ToolFacts Tool { get; init; }

    /// <summary>The arguments as they came, in UTF-8; empty when the call has none. What is judged is what is forwarded.</summary>
    public ReadOnlyMemory<byte> Arguments { get; init; }

    /// <summary>The grant's id.</summary>
    public required string Grant { get; init; }

    /// <summary>The person or agent that the grant belongs to; the grant stands for itself when null.</summary>
    public string? Principal { get; init; }

    /// <summary>The session; null in the stateless era.</summary>
    public string? Session { get; init; }

    /// <summary>The server's name.</summary>
    public required string Server { get; init; }

    /// <summary>Whether the tool's definition is not the approved one.</summary>
    public bool DefinitionChanged { get; init; }

    /// <summary>What the approval store knows of this call.</summary>
    public ApprovalFact Approval { get; init; }

    /// <summary>The instant of the call.</summary>
    public required DateTimeOffset Now { get; init; }
}
