using System.Collections.Concurrent;

namespace Baton.FunctionalTests.Crashes;

/// <summary>What the server said it had kept: all of it must be there afterwards.</summary>
internal sealed class Ledger
{
    /// <summary>Handoffs by id, with the summary they were saved with.</summary>
    public ConcurrentDictionary<string, string> Saved { get; } = new();

    /// <summary>Claims by handoff, with the token that was given.</summary>
    public ConcurrentDictionary<string, string> Claimed { get; } = new();

    /// <summary>Comments, with the handoff they stand on.</summary>
    public ConcurrentDictionary<string, string> Comments { get; } = new();

    /// <summary>Links from one memory to another.</summary>
    public ConcurrentDictionary<(string From, string To), byte> Links { get; } = new();
}
