using System.Text;

namespace Baton.Policy.Paths;

internal enum PathStepKind
{
    Name,
    Index,
    Each,
    Some,
}

/// <summary>One step into the arguments.</summary>
internal sealed class PathStep(PathStepKind kind, string name = "", int index = 0)
{
    public PathStepKind Kind { get; } = kind;

    public string Name { get; } = name;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(name);

    public int Index { get; } = index;

    /// <summary>The step as a path has it.</summary>
    public string Text => Kind switch
    {
        PathStepKind.Index => $"[{Index}]",
        PathStepKind.Each => "[*]",
        PathStepKind.Some => "[any]",
        _ when PathParser.IsBareName(Name) => $".{Name}",
        _ => $"[\"{Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]",
    };
}
