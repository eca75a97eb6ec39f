using System.Globalization;
using Baton.Memory.Records;

namespace Baton.Memory.Vault;

/// <summary>
/// Where a record's file lies, best place first: the later ones are for records whose names meet. Made of the record alone
/// and never parsed back.
/// </summary>
internal static class VaultPaths
{
    public const string Handoffs = "handoffs";
    public const string Memories = "memories";
    private const string Extension = ".md";

    /// <summary>Whether a file's name is one of those that records get; other files in the folder are somebody else's.</summary>
    public static bool IsDocument(string path) => path.EndsWith(Extension, StringComparison.Ordinal);

    public static IReadOnlyList<string> Of(Handoff handoff)
    {
        var made = handoff.CreatedAt.UtcDateTime;
        var start = $"{Handoffs}/{VaultNames.Encode(handoff.Project)}-{VaultNames.Encode(handoff.Key)}";
        var day = made.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var minute = made.ToString("HHmm", CultureInfo.InvariantCulture);
        return [$"{start}-{day}{Extension}", $"{start}-{minute}-{day}{Extension}", $"{start}-{handoff.Id}-{day}{Extension}"];
    }

    public static IReadOnlyList<string> Of(MemoryRecord memory)
    {
        var folder = $"{Memories}/{VaultNames.Encode(memory.Project)}/";
        return memory.Key is { } key
            ? [$"{folder}{VaultNames.Encode(key)}{Extension}", $"{folder}{VaultNames.Encode(key)}-{memory.Id}{Extension}"]
            : [$"{folder}{memory.Id}{Extension}"];
    }
}
