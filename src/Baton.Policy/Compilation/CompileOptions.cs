using Baton.Policy.Regexes;

namespace Baton.Policy.Compilation;

/// <summary>What compiling depends on beside the document.</summary>
public sealed record CompileOptions
{
    /// <summary>The usual options.</summary>
    public static CompileOptions Default { get; } = new();

    /// <summary>Whether the file systems that <c>path_within</c> speaks of ignore case.</summary>
    public bool IgnorePathCase { get; init; } = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    /// <summary>Names the policy's revision in fingerprints; the hash of the document when null.</summary>
    public string? Revision { get; init; }

    /// <summary>The patterns of the document that is compiled.</summary>
    internal PatternStore Patterns { get; init; } = new();
}
