using System.Text.Unicode;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer;

/// <summary>Writes everything that is kept, every version, from one snapshot and in memory that does not grow with it.</summary>
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
            var links = await reader.LinkWritesAsync(new WriteFilter());
            foreach (var link in links) await WriteAsync(lines, link, cancellationToken);
            await output.FlushAsync(cancellationToken);
            return new TransferReport
            {
                Lines = lines.Lines,
                Projects = projects.Count,
                Records = records,
                Versions = versions,
                Links = links.Count,
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

    private static ValueTask WriteAsync(LineWriter lines, StoredLinkWrite write, CancellationToken cancellationToken) => lines.WriteAsync(json =>
    {
        json.WriteStartObject(ExportFormat.Link);
        json.WriteString("from", write.Link.From);
        json.WriteString("to", write.Link.To);
        json.WriteString("relation", write.Link.Relation);
        json.WriteBoolean("added", write.Added);
        json.Instant("at", write.Link.At);
        json.Provenance("by", write.Link.By);
        json.WriteEndObject();
    }, cancellationToken);
}
