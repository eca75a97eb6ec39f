using System.Collections.Immutable;
using Baton.Gateway.Grants;

namespace Baton.Gateway.Tools;

/// <summary>The toolsets of the memory server, for whoever lets a grant or a connection choose some.</summary>
public static class Toolsets
{
    /// <summary>All of them; <c>admin</c> is for operators.</summary>
    public static ImmutableArray<string> Every { get; } = ["core", "more", "tasks", "agents", "archive", "admin"];

    /// <summary>Why these names cannot be used, or null when they can; a name that means nothing would leave no tools, without a word.</summary>
    public static string? Refuse(ImmutableArray<string> names)
        => names.FirstOrDefault(name => !Every.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? $"There is no toolset '{unknown}'; there are {string.Join(", ", Every)}."
            : null;

    /// <summary>What a grant does not have of the toolsets that are asked for, or null: a connection can only narrow what a grant allows.</summary>
    public static string? Missing(ImmutableArray<string> asked, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (asked.IsDefaultOrEmpty) return null;
        string[] missing = [.. asked.Where(name => !caller.Toolsets.Contains(name, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)];
        return missing.Length == 0
            ? null
            : $"The grant '{caller.Grant}' has no toolset {string.Join(", ", missing.Select(name => $"'{name}'"))}, so that its tools are left out; it has {string.Join(", ", caller.Toolsets)}.";
    }
}
