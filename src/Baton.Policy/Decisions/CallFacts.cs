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

    /// <summary>What the server's list says of the tool.</summary>
    public Listing Listing { get; init; }

    /// <summary>What the approval store knows of this call.</summary>
    public ApprovalFact Approval { get; init; }

    /// <summary>
    /// The fingerprint of the call that carries this one, where a tool calls others by name; an approval is then for both. Null
    /// for a call that comes by itself.
    /// </summary>
    public string? CarriedBy { get; init; }

    /// <summary>Which of the calls inside one message this is, from 1; 0 for the message's own. What several cost adds up.</summary>
    public int Part { get; init; }

    /// <summary>The instant of the call.</summary>
    public required DateTimeOffset Now { get; init; }
}
