using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Transfer;

namespace Baton.Memory.Bundles;

/// <summary>One handoff with what it refers to, and what that refers to in turn, every version, as the lines of an export.</summary>
internal static class BundleContents
{
    /// <summary>A handoff that leads to more is not one piece of work any more.</summary>
    private const int MostRecords = 500;

    public static async ValueTask<Outcome<byte[]>> WriteAsync(IMemoryReader reader, Scope scope, StoredVersion handoff, CancellationToken cancellationToken)
    {
        var ids = new List<string> { handoff.Id };
        for (var i = 0; i < ids.Count; i++)
        {
            if (ids.Count > MostRecords) return Fail.TooLarge("What the handoff leads to", ids.Count, MostRecords, "records", "/id", "Take some of its refs away.");
            if (await reader.GetAsync(scope, ids[i]) is { Kind: RecordKind.Handoff } found) ids.AddRange(HandoffReader.Read(found).Refs.Except(ids, StringComparer.Ordinal));
        }
        using var output = new MemoryStream();
        var lines = new ExportLines(new LineWriter(output, null));
        await lines.WriteHeaderAsync(cancellationToken);
        var projects = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            foreach (var version in await reader.HistoryAsync(scope, id))
            {
                if (projects.Add(version.Project)) await lines.WriteAsync(await reader.FindProjectAsync(version.Project) ?? new Project { Name = version.Project, CreatedAt = version.CreatedAt }, cancellationToken);
                await lines.WriteAsync(reader, version, cancellationToken);
            }
        }
        return output.ToArray();
    }
}
