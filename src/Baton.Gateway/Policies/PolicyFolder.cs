using System.Collections.Concurrent;
using Baton.Gateway.Grants;

namespace Baton.Gateway.Policies;

/// <summary>
/// A folder of policy files, <c>NAME.json</c>, <c>NAME.yaml</c> or <c>NAME.yml</c>, before the policies of another source. A name
/// that has a file is never looked up elsewhere, also while the file has an error: an old revision must not come back by a slip.
/// </summary>
/// <param name="folder">Where they lie; it need not be there.</param>
/// <param name="others">Where other names are looked up.</param>
/// <param name="problem">Hears why an edit was not taken over.</param>
public sealed class PolicyFolder(string folder, IPolicySource others, Action<string> problem) : IPolicySource
{
    private static readonly string[] Endings = [".json", ".yaml", ".yml"];

    private readonly ConcurrentDictionary<string, PolicyFile> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LoadedPolicy?> _last = new(StringComparer.Ordinal);

    /// <summary>Raised by <see cref="Look"/> after a file became another policy.</summary>
    public event Action? Changed;

    public LoadedPolicy? Find(string name)
    {
        if (FileOf(name) is not { } path) return _files.TryGetValue(name, out var gone) ? gone.Current() : others.Find(name);
        if (_files.TryGetValue(name, out var known) && known.Path == path) return known.Current();
        // notes.json that became notes.yaml is an edit like any other
        return _files.AddOrUpdate(name, _ => new PolicyFile(path, problem), (_, old) => old.Path == path ? old : new PolicyFile(path, problem, old.Good)).Current();
    }

    /// <summary>Reads every file, so that mistakes are said at once and clients that only listen hear of changes.</summary>
    public void Look()
    {
        var changed = false;
        foreach (var name in Names())
        {
            var now = Find(name);
            var isFirst = !_last.TryGetValue(name, out var before);
            _last[name] = now;
            changed |= !isFirst && !ReferenceEquals(before, now);
        }
        if (changed) Changed?.Invoke();
    }

    /// <summary>What is wrong with files now, one line each.</summary>
    public IReadOnlyList<string> Problems()
    {
        Look();
        return [.. Names().SelectMany(ProblemsOf).Select(said => said.ReplaceLineEndings(" "))];
    }

    /// <summary>The names that files give now, or have given since the start, in order.</summary>
    public IReadOnlyList<string> Names() => [.. NamesIn(folder).Concat(_files.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The file of a name; null when there is none.</summary>
    public string? FileOf(string name) => FilesOf(name).FirstOrDefault();

    private IEnumerable<string> FilesOf(string name) => NameRule.IsName(name) && Directory.Exists(folder)
        ? Endings.Select(ending => Path.Combine(folder, name + ending)).Where(File.Exists)
        : [];

    private IEnumerable<string> ProblemsOf(string name)
    {
        if (_files.GetValueOrDefault(name)?.Problem is { } problem) yield return problem;
        if (FilesOf(name).ToList() is [var first, _, ..]) yield return $"More than one file in {folder} is the policy '{name}'; {Path.GetFileName(first)} counts.";
    }

    private static IEnumerable<string> NamesIn(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(file => Endings.Contains(file.Extension, StringComparer.Ordinal))
                .Select(file => Path.GetFileNameWithoutExtension(file.Name)).Where(NameRule.IsName)];
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
