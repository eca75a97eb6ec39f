using Baton.Memory.Projects;
using Baton.Memory.Storage;
using Baton.Memory.Transfer;

namespace Baton.Memory.Retention;

/// <summary>
/// One run of retention: what was not written for longer than its project keeps it, and is not pinned, goes into an export
/// file and then out of the store. Off for every project until an operator sets how long.
/// </summary>
public sealed class Retirement(IMemoryStore store, IRetiredFiles files, TimeProvider time)
{
    private const int AtOnce = 500;
    private const string Operation = "retention";

    /// <summary>Records that were retired, in all projects.</summary>
    /// <exception cref="IOException">A file could not be kept, or the store not be written; what was done before stays done.</exception>
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var projects = await store.ReadAsync(reader => reader.ListProjectsAsync(Scope.Operator(now)), cancellationToken);
        var retired = 0;
        foreach (var project in projects.Where(project => project.Retention is not null)) retired += await RetireAsync(project, now, cancellationToken);
        return retired;
    }

    private async ValueTask<int> RetireAsync(Project project, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var filter = new RemovalFilter { Project = project.Name, WrittenBefore = now - project.Retention, ExceptPinned = true };
        var retired = 0;
        string? after = null;
        for (var file = 0; ; file++)
        {
            var ids = await store.ReadAsync(async reader => (await reader.FindRemovableAsync(filter, after, AtOnce)).Select(version => version.Id).ToList(), cancellationToken);
            if (ids.Count == 0) return retired;
            // Files of one run differ by a tick, so that none takes another's name.
            await files.KeepAsync(project.Name, now.AddTicks(file), output => WriteAsync(output, project, ids, now, cancellationToken), cancellationToken);
            retired += await PurgeAsync(filter with { Ids = [.. ids] }, project, now, cancellationToken);
            after = ids[^1];
        }
    }

    private ValueTask WriteAsync(Stream output, Project project, IReadOnlyList<string> ids, DateTimeOffset now, CancellationToken cancellationToken)
        => new(store.ReadAsync(async reader =>
        {
            var lines = new ExportLines(new LineWriter(output, progress: null));
            await lines.WriteHeaderAsync(cancellationToken);
            await lines.WriteAsync(project, cancellationToken);
            foreach (var id in ids)
            {
                foreach (var version in await reader.HistoryAsync(Scope.Operator(now), id)) await lines.WriteAsync(reader, version, cancellationToken);
            }
            foreach (var id in ids)
            {
                foreach (var link in await reader.LinksAsync(Scope.Operator(now), id)) await lines.WriteAsync(new StoredLinkRow(0, link, End: null), cancellationToken);
            }
            return true;
        }, cancellationToken).AsTask());

    /// <summary>Only what is still as it was when it was archived: somebody may have written since.</summary>
    private async ValueTask<int> PurgeAsync(RemovalFilter filter, Project project, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var by = new Provenance("operator", "baton", Client: null, ClientVersion: null, Session: null, $"{Operation}-{now.UtcTicks}", Operation);
        var outcome = await store.WriteAsync<Purged>(async writer =>
        {
            var still = await writer.FindRemovableAsync(filter, after: null, AtOnce);
            return await writer.PurgeAsync([.. still.Select(version => version.Id)], $"older than project '{project.Name}' keeps", by, now);
        }, cancellationToken);
        return outcome.Value.Records;
    }
}
