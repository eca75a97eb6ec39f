using System.Collections.Immutable;
using Baton.Memory.Callers;

namespace Baton.Memory.Handoffs;

/// <summary>Says what has changed in a working folder since a handoff was saved in it.</summary>
internal static class WorkspaceDrift
{
    private const int ShownFiles = 20;

    public static ImmutableArray<string> Between(Workspace then, Workspace? now)
    {
        if (now is null) return [];
        if (now.Repository != then.Repository) return [$"This is repository '{now.Repository}'; the handoff was written in '{then.Repository}'."];
        var drift = ImmutableArray.CreateBuilder<string>();
        if (now.Branch != then.Branch) drift.Add($"Branch was {then.Branch ?? "detached"}, is {now.Branch ?? "detached"}.");
        if (now.Commit != then.Commit) drift.Add($"Commit was {Brief(then.Commit)}, is {Brief(now.Commit)}.");
        var before = then.Changed.ToDictionary(file => file.Path, file => file.Sha256, StringComparer.Ordinal);
        var after = now.Changed.ToDictionary(file => file.Path, file => file.Sha256, StringComparer.Ordinal);
        Add(drift, "Changed since", [.. after.Where(file => before.TryGetValue(file.Key, out var hash) && hash != file.Value).Select(file => file.Key)]);
        Add(drift, "Newly changed", [.. after.Keys.Where(path => !before.ContainsKey(path))]);
        Add(drift, "No longer changed (committed or reverted)", [.. before.Keys.Where(path => !after.ContainsKey(path))]);
        return drift.DrainToImmutable();
    }

    private static void Add(ImmutableArray<string>.Builder drift, string what, List<string> paths)
    {
        if (paths.Count == 0) return;
        paths.Sort(StringComparer.Ordinal);
        var more = paths.Count > ShownFiles ? $" and {paths.Count - ShownFiles} more" : "";
        drift.Add($"{what}: {string.Join(", ", paths.Take(ShownFiles))}{more}.");
    }

    private static string Brief(string? commit) => commit is null ? "none" : commit.Length > 10 ? commit[..10] : commit;
}
