using Baton.Policy.Globs;

namespace Baton.Policy.Compilation;

/// <summary>The compiled parts of a policy.</summary>
internal sealed record PolicyParts(
    Glob[] Hidden, EntryTable Tools, EntryTable? Resources, EntryTable? Prompts, CompiledEntry?[] Classes, CompiledEntry? AllTools);
