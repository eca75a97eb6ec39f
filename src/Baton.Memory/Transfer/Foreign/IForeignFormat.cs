namespace Baton.Memory.Transfer.Foreign;

/// <summary>How another system writes what it keeps.</summary>
internal interface IForeignFormat
{
    /// <summary>As <c>baton import --from</c> takes it.</summary>
    string Name { get; }

    /// <summary>Whether a file of a folder belongs to the format.</summary>
    bool Takes(string path);

    /// <summary>Everything in one file; what cannot be read is a <see cref="ForeignItem.Problem"/> and the rest goes on.</summary>
    IEnumerable<ForeignItem> Read(ForeignFile file, ForeignOptions options);

    /// <summary>Everything in all files, for formats in which one file names another.</summary>
    IEnumerable<ForeignItem> ReadAll(IReadOnlyList<ForeignFile> files, ForeignOptions options) => files.SelectMany(file => Read(file, options));
}

/// <summary>What the operator said beside the file.</summary>
/// <param name="Project">For everything; null for the project that the file names, else the default.</param>
/// <param name="AinoteZone">The zone in which Ainote's days and times are meant; null for the dialect's own.</param>
public sealed record ForeignOptions(string? Project = null, TimeZoneInfo? AinoteZone = null);
