namespace Baton.Protocol.Messages;

/// <summary>
/// What a gateway may change in a message that it forwards. Everything else goes out byte for byte; in particular nothing can
/// be said here about <c>arguments</c>.
/// </summary>
public sealed record Rewrite
{
    /// <summary>Raw JSON of the id towards the other side; empty keeps it.</summary>
    public ReadOnlyMemory<byte> Id { get; init; }

    /// <summary>The tool's or prompt's name without the gateway's prefix; null keeps it.</summary>
    public string? Name { get; init; }

    /// <summary>Raw JSON of the progress token towards the other side; empty keeps it.</summary>
    public ReadOnlyMemory<byte> ProgressToken { get; init; }

    /// <summary>Keys of <c>_meta</c> to set (raw JSON) or to take out (empty).</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Meta { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();
}
