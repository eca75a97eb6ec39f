using System.Collections.Frozen;

namespace Baton.Gateway.Pins;

/// <summary>Every pin of an installation by its hash: what a running gateway holds in memory. Immutable.</summary>
/// <param name="Generation">Of the store when it was read.</param>
/// <param name="Servers">By name; servers of which nothing was ever listed are absent.</param>
public sealed record PinIndex(long Generation, FrozenDictionary<string, ServerPins> Servers)
{
    /// <summary>The pins of a server.</summary>
    public ServerPins Of(string server) => Servers.GetValueOrDefault(server, ServerPins.None);
}

/// <summary>The pins of one server by their hashes. Immutable.</summary>
public sealed record ServerPins
{
    /// <summary>Nothing was listed yet.</summary>
    public static ServerPins None { get; } = new();

    /// <summary>The kinds of which a whole list was seen.</summary>
    public FrozenSet<PinKind> Seen { get; init; } = FrozenSet<PinKind>.Empty;

    /// <summary>Whether the operator accepts its changes unseen.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>The approved definitions.</summary>
    public FrozenDictionary<PinKey, string> Approved { get; init; } = FrozenDictionary<PinKey, string>.Empty;

    /// <summary>Definitions that wait or were rejected.</summary>
    public FrozenDictionary<PinKey, string> Waiting { get; init; } = FrozenDictionary<PinKey, string>.Empty;
}

/// <summary>Names a definition on its server.</summary>
public readonly record struct PinKey(PinKind Kind, string Name);
