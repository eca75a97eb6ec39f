using System.Collections.Immutable;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>The formats there are.</summary>
public static class ForeignFormats
{
    private static readonly ImmutableArray<IForeignFormat> Formats =
        [new M3Format(), new SovereignFormat(), new ConversationFormat(), new AinoteFormat(), new ClaudeCodeFormat(), new ReferenceMemoryFormat()];

    /// <summary>Their names, in the order of the documentation.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Formats.Select(format => format.Name)];

    /// <summary>Whether a file of a folder belongs to a format.</summary>
    public static bool Takes(string format, string path) => Find(format).Takes(path);

    internal static IForeignFormat Find(string name)
        => Formats.FirstOrDefault(format => format.Name == name) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such format.");
}
