namespace Baton.Policy.Documents;

/// <summary>An entry and the name, glob or URI glob that it stands under.</summary>
public sealed record NamedEntry(string Name, EntryConfig Entry);

/// <summary>An entry and the category of tools that it applies to.</summary>
public sealed record ClassEntry(ToolCategory Category, EntryConfig Entry);
