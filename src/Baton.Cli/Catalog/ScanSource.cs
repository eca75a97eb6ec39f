using System.Collections.Immutable;

namespace Baton.Cli.Catalog;

/// <summary>Where the tools to be judged come from.</summary>
internal abstract record ScanSource
{
    /// <summary>A file with a list of tools, or the result of an earlier scan.</summary>
    public sealed record File(string Path) : ScanSource;

    /// <summary>A command to be started.</summary>
    public sealed record Command(ImmutableArray<string> Words) : ScanSource;

    /// <summary>A server that runs.</summary>
    public sealed record Address(Uri Url) : ScanSource;

    /// <summary>A server that was added with <c>baton server add</c>.</summary>
    public sealed record Registered(string Name) : ScanSource;
}
