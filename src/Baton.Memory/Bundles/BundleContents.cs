using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Transfer;

namespace Baton.Memory.Bundles;

/// <summary>
/// One handoff with what it refers to, and what that refers to in turn, every version, and the links between them, as the lines
/// of an export. A link to anything else is named, so that it is known to be missing, and brings nothing with it.
/// </summary>
/// <param name="Lines">The lines.</param>
/// <param name="Records">How many records there are.</param>
/// <param name="Links">How many links between them.</param>
/// <param name="Outside">Links to what is left out.</param>
internal sealed record BundleContents(byte[] Lines, int Records, int Links, IReadOnlyList<StoredLink> Outside)
{
    /// <summary>A handoff that leads to more is not one piece of work any more.</summary>
    private const int MostRecords = 500;

    public static async ValueTask<Outcome<BundleContents>> ReadAsync(IMemoryReader reader, Scope scope, StoredVersion handoff, CancellationToken cancellationToken)
    {
        var ids = new List<string> { handoff.Id };
        var records = new List<string>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (ids.Count > MostRecords) return Fail.TooLarge("What the handoff leads to", ids.Count, MostRecords, "records", "/id", "Take some of its refs away.");
            if (await reader.GetAsync(scope, ids[i]) is not { } found) continue;
            records.Add(found.Id);
            if (found.Kind == RecordKind.Handoff) ids.AddRange(HandoffReader.Read(found).Refs.Except(ids, StringComparer.Ordinal));
        }
        var links = await BundleLinks.ReadAsync(reader, scope, records);
        using var output = new MemoryStream();
        var lines = new ExportLines(new LineWriter(output, null));
        await lines.WriteHeaderAsync(cancellationToken);
        await WriteVersionsAsync(reader, scope, records, lines, cancellationToken);
        foreach (var link in links.Inside) await lines.WriteAsync(new StoredLinkRow(0, link, null), cancellationToken);
        foreach (var link in links.Outside) await lines.WriteAsync(ExportFormat.OutsideLink, new StoredLinkRow(0, link, null), cancellationToken);
        return new BundleContents(output.ToArray(), records.Count, links.Inside.Count, links.Outside);
    }

    private static async ValueTask WriteVersionsAsync(
        IMemoryReader reader, Scope scope, List<string> ids, ExportLines lines, CancellationToken cancellationToken)
    {
        var projects = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            foreach (var version in WithoutGaps(await reader.HistoryAsync(scope, id)))
            {
                if (projects.Add(version.Project))
                {
                    await lines.WriteAsync(await reader.FindProjectAsync(version.Project) ?? new Project { Name = version.Project, CreatedAt = version.CreatedAt }, cancellationToken);
                }
                await lines.WriteAsync(reader, version, cancellationToken);
            }
        }
    }

    /// <summary>Versions that were another's private ones are not the maker's to give; those that are count from 1, or nobody could open the bundle.</summary>
    private static IEnumerable<StoredVersion> WithoutGaps(IReadOnlyList<StoredVersion> history)
        => history.Select((version, place) => version.Version == place + 1 ? version
            : RecordCodecs.Of(version.Kind).Restamp(version, new VersionStamp(place + 1, version.RecordedAt, version.By, version.DeletedAt), default));
}
