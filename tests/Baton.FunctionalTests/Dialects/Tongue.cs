namespace Baton.FunctionalTests.Dialects;

/// <summary>
/// How one dialect saves and finds, for the tests that hold every dialect against every other. A dialect takes part by standing
/// in <see cref="All"/>; what it has no tool for stays null.
/// </summary>
/// <param name="Dialect">Its name; null for the native tools.</param>
public sealed record Tongue(string? Dialect)
{
    /// <summary>The dialects that are compared, the native tools among them.</summary>
    public static IReadOnlyList<Tongue> All { get; } = [.. Tongues.Native, .. Tongues.Dialects];

    public string Name => Dialect ?? "native";

    /// <summary>Saves a text as a handoff under a key, where it takes one.</summary>
    public Func<DialectClient, string, string, Task>? SaveHandoff { get; init; }

    /// <summary>Saves a text as a memory under a key, where it takes one.</summary>
    public Func<DialectClient, string, string, Task>? SaveMemory { get; init; }

    /// <summary>The texts of the handoffs that a word finds.</summary>
    public Func<DialectClient, string, Task<IReadOnlyList<string>>>? Handoffs { get; init; }

    /// <summary>The texts of the memories that a word finds.</summary>
    public Func<DialectClient, string, Task<IReadOnlyList<string>>>? Memories { get; init; }

    /// <summary>Whether it takes the keys of memories from its caller.</summary>
    public bool NamesMemories { get; init; } = true;

    /// <summary>Whether it sees only memories that have been given a key of its own form.</summary>
    public bool SeesOnlyNamed { get; init; }

    public override string ToString() => Name;
}
