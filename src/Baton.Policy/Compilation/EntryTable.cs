using System.Collections.Frozen;
using Baton.Policy.Documents;
using Baton.Policy.Globs;

namespace Baton.Policy.Compilation;

/// <summary>Entries by name or glob: an exact name beats a glob, a longer glob a shorter one.</summary>
internal sealed class EntryTable
{
    private readonly FrozenDictionary<string, CompiledEntry> _exact;
    private readonly (Glob Glob, CompiledEntry Entry)[] _globs;

    private EntryTable(FrozenDictionary<string, CompiledEntry> exact, (Glob Glob, CompiledEntry Entry)[] globs)
    {
        _exact = exact;
        _globs = globs;
    }

    public static EntryTable Empty { get; } = new(FrozenDictionary<string, CompiledEntry>.Empty, []);

    public IEnumerable<CompiledEntry> Entries => _exact.Values.Concat(_globs.Select(pair => pair.Entry));

    public static EntryTable Compile(Sequence<NamedEntry> entries, string pointer, bool uri, EntryCompiler compiler, ProblemList problems)
    {
        var exact = new Dictionary<string, CompiledEntry>(StringComparer.Ordinal);
        var globs = new List<(Glob Glob, CompiledEntry Entry)>();
        foreach (var (name, entry) in entries)
        {
            var place = Pointer.Of(pointer, name);
            if (name.Length == 0) problems.Error("empty_name", place, "An entry stands under a name or a glob: write one.");
            var compiled = compiler.Compile(entry, place, name);
            if (Glob.HasWildcard(name)) globs.Add((uri ? Glob.Uri(name) : Glob.Name(name), compiled));
            else exact[name] = compiled;
        }
        GlobConflicts.Check(globs, problems);
        globs.Sort(static (left, right) => right.Glob.Pattern.Length.CompareTo(left.Glob.Pattern.Length));
        return new EntryTable(exact.ToFrozenDictionary(StringComparer.Ordinal), [.. globs]);
    }

    public bool HasExact(string name) => _exact.ContainsKey(name);

    public CompiledEntry? Find(string name)
    {
        if (_exact.TryGetValue(name, out var exact)) return exact;
        foreach (var (glob, entry) in _globs)
        {
            if (glob.Matches(name)) return entry;
        }
        return null;
    }
}
