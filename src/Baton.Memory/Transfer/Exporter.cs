using Baton.Memory.Storage;

namespace Baton.Memory.Transfer;

/// <summary>
/// Writes everything that is kept, every version, from one snapshot, a page at a time: memory grows by the 16 bytes that
/// tell a body segment which is written already, and by nothing else.
/// </summary>
internal sealed class Exporter(IMemoryStore store, TimeProvider time)
{
    private const int PageSize = 200;

    public ValueTask<TransferReport> ExportAsync(Stream output, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
        => store.ReadAsync(async reader =>
        {
            var writer = new LineWriter(output, progress);
            var lines = new ExportLines(writer);
            await lines.WriteHeaderAsync(cancellationToken);
            var projects = await reader.ListProjectsAsync(Scope.Operator(time.GetUtcNow()));
            foreach (var project in projects) await lines.WriteAsync(project, cancellationToken);
            var (records, versions) = await WriteVersionsAsync(reader, lines, cancellationToken);
            var links = await WriteAllAsync(reader.ScanLinksAsync, row => row.Sequence, row => lines.WriteAsync(row, cancellationToken));
            var tombstones = await WriteAllAsync(reader.ScanTombstonesAsync, row => row.Sequence, row => lines.WriteAsync(row.Tombstone, cancellationToken));
            await output.FlushAsync(cancellationToken);
            return new TransferReport
            {
                Lines = writer.Lines,
                Projects = projects.Count,
                Records = records,
                Versions = versions,
                Links = links,
                Tombstones = tombstones,
            };
        }, cancellationToken);

    private static async ValueTask<(long Records, long Versions)> WriteVersionsAsync(
        IMemoryReader reader, ExportLines lines, CancellationToken cancellationToken)
    {
        var records = 0L;
        var versions = await WriteAllAsync(reader.ScanAsync, row => row.Sequence, async row =>
        {
            await lines.WriteAsync(reader, row.Version, cancellationToken);
            if (row.Version.Version == 1) records++;
        });
        return (records, versions);
    }

    private static async ValueTask<long> WriteAllAsync<T>(
        Func<long, int, ValueTask<IReadOnlyList<T>>> scan, Func<T, long> sequence, Func<T, ValueTask> write)
    {
        long after = 0, count = 0;
        while (await scan(after, PageSize) is { Count: > 0 } page)
        {
            foreach (var row in page) await write(row);
            count += page.Count;
            after = sequence(page[^1]);
        }
        return count;
    }
}
