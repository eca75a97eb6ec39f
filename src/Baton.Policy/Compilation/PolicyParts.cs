using Baton.Policy.Documents;
using Baton.Policy.Globs;

namespace Baton.Policy.Compilation;

/// <summary>The compiled parts of a policy.</summary>
internal sealed record PolicyParts(
    Glob[] Hidden, EntryTable Tools, EntryTable? Resources, EntryTable? Prompts, CompiledEntry?[] Classes, CompiledEntry? AllTools)
{
    public bool HidesTools { get; } = Hidden.Length > 0 || AllTools?.Action == EntryAction.Hide
        || Array.Exists(Classes, entry => entry?.Action == EntryAction.Hide) || Tools.Entries.Any(entry => entry.Action == EntryAction.Hide);
}
