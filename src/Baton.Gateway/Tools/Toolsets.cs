using System.Collections.Immutable;

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
}
