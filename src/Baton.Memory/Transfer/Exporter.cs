using System.Text.Unicode;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Projects;
using Baton.Memory.Records;
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
            var lines = new LineWriter(output, progress);
            await lines.WriteAsync(json => json.WriteNumber(ExportFormat.Header, ExportFormat.Version), cancellationToken);
            var projects = await reader.ListProjectsAsync(Scope.Operator(time.GetUtcNow()));
            foreach (var project in projects) await WriteAsync(lines, project, cancellationToken);
            var (records, versions) = await WriteVersionsAsync(reader, lines, cancellationToken);
            var links = await WriteLinksAsync(reader, lines, cancellationToken);
            await output.FlushAsync(cancellationToken);
            return new TransferReport
            {
                Lines = lines.Lines,
                Projects = projects.Count,
                Records = records,
                Versions = versions,
                Links = links,
            };
        }, cancellationToken);

    private static async ValueTask<(long Records, long Versions)> WriteVersionsAsync(
        IMemoryReader reader, LineWriter lines, CancellationToken cancellationToken)
    {
        var written = new HashSet<UInt128>();
        long after = 0, records = 0, versions = 0;
        while (await reader.ScanAsync(after, PageSize) is { Count: > 0 } page)
        {
            foreach (var (sequence, version) in page)
            {
                if (version.Body is { } body) await WriteSegmentsAsync(reader, lines, body, written, cancellationToken);
                await lines.WriteAsync(json =>
                {
                    json.WritePropertyName(RecordFinder.NameOf(version.Kind));
                    json.WriteRawValue(version.Data.Span, skipInputValidation: true);
                }, cancellationToken);
                versions++;
                if (version.Version == 1) records++;
                after = sequence;
            }
        }
        return (records, versions);
    }

    private static async ValueTask WriteSegmentsAsync(
        IMemoryReader reader, LineWriter lines, StoredBody body, HashSet<UInt128> written, CancellationToken cancellationToken)
    {
        foreach (var hash in body.Segments)
        {
            if (!written.Add(UInt128.Parse(hash.AsSpan(0, 32), System.Globalization.NumberStyles.HexNumber, null))) continue;
            var bytes = await reader.ReadSegmentAsync(hash);
            await lines.WriteAsync(json =>
            {
                json.WriteString(ExportFormat.Segment, hash);
                if (Utf8.IsValid(bytes.Span)) json.WriteString(ExportFormat.Text, bytes.Span);
                else json.WriteBase64String(ExportFormat.Base64, bytes.Span);
            }, cancellationToken);
        }
    }

    private static ValueTask WriteAsync(LineWriter lines, Project project, CancellationToken cancellationToken) => lines.WriteAsync(json =>
    {
        json.WriteStartObject(ExportFormat.Project);
        json.WriteString("name", project.Name);
        json.Text("remote", project.Remote);
        json.WriteString("secrets", project.Secrets.ToString().ToLowerInvariant());
        json.True("approve_suspicious", project.ApproveSuspicious);
        json.Instant("created_at", project.CreatedAt);
        json.WriteEndObject();
    }, cancellationToken);

    private static async ValueTask<long> WriteLinksAsync(IMemoryReader reader, LineWriter lines, CancellationToken cancellationToken)
    {
        long after = 0, links = 0;
        while (await reader.ScanLinksAsync(after, PageSize) is { Count: > 0 } page)
        {
            foreach (var row in page) await WriteAsync(lines, row, cancellationToken);
            links += page.Count;
            after = page[^1].Sequence;
        }
        return links;
    }

    private static ValueTask WriteAsync(LineWriter lines, StoredLinkRow row, CancellationToken cancellationToken) => lines.WriteAsync(json =>
    {
        json.WriteStartObject(ExportFormat.Link);
        json.WriteString("from", row.Link.From);
        json.WriteString("to", row.Link.To);
        json.WriteString("relation", row.Link.Relation);
        json.Instant("at", row.Link.At);
        json.Provenance("by", row.Link.By);
        if (row.End is { } end)
        {
            json.Instant("removed_at", end.At);
            json.Provenance("removed_by", end.By);
        }
        json.WriteEndObject();
    }, cancellationToken);
}
