namespace Baton.Memory.Transfer;

/// <summary>
/// The words of Baton's export: JSON Lines in UTF-8. The first line names the format; then come projects, then in the order
/// in which they were written each version's new body segments and its data, then links in the order they were added,
/// then tombstones.
/// Nothing in a file depends on when it was made, so that export, wipe, import, export gives the same file.
/// </summary>
internal static class ExportFormat
{
    public const int Version = 1;

    /// <summary>First member of the first line.</summary>
    public const string Header = "baton_export";
    public const string Project = "project";

    /// <summary>A body's bytes under their SHA-256.</summary>
    public const string Segment = "segment";
    public const string Text = "text";

    /// <summary>Bytes of a segment that are no UTF-8 text.</summary>
    public const string Base64 = "base64";
    public const string Link = "link";

    /// <summary>A link of a bundle to a record that the bundle leaves out.</summary>
    public const string OutsideLink = "outside_link";

    /// <summary>What is left of a record that an operator destroyed.</summary>
    public const string Tombstone = "tombstone";

    /// <summary>Longest line that is read, in bytes.</summary>
    public const int LongestLine = 64 * 1024 * 1024;
}
