using System.Globalization;
using System.Text.Unicode;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer;

/// <summary>The lines of one export file; a segment is written before the first version that needs it, once.</summary>
internal sealed class ExportLines(LineWriter lines)
{
    private readonly HashSet<UInt128> _written = [];

    public ValueTask WriteHeaderAsync(CancellationToken cancellationToken)
        => lines.WriteAsync(json => json.WriteNumber(ExportFormat.Header, ExportFormat.Version), cancellationToken);

    public ValueTask WriteAsync(Project project, CancellationToken cancellationToken) => lines.WriteAsync(json =>
    {
        json.WriteStartObject(ExportFormat.Project);
        json.WriteString("name", project.Name);
        json.Text("remote", project.Remote);
        json.WriteString("secrets", project.Secrets.ToString().ToLowerInvariant());
        json.True("approve_suspicious", project.ApproveSuspicious);
        json.Instant("created_at", project.CreatedAt);
        if (project.Retention is { } retention) json.WriteNumber("retention_seconds", (long)retention.TotalSeconds);
        json.WriteEndObject();
    }, cancellationToken);

    public async ValueTask WriteAsync(IMemoryReader reader, StoredVersion version, CancellationToken cancellationToken)
    {
        foreach (var hash in version.Body?.Segments ?? [])
        {
            if (_written.Add(UInt128.Parse(hash.AsSpan(0, 32), NumberStyles.HexNumber, CultureInfo.InvariantCulture))) await WriteSegmentAsync(reader, hash, cancellationToken);
        }
        await lines.WriteAsync(json =>
        {
            json.WritePropertyName(RecordFinder.NameOf(version.Kind));
            json.WriteRawValue(version.Data.Span, skipInputValidation: true);
        }, cancellationToken);
    }

    public ValueTask WriteAsync(StoredLinkRow row, CancellationToken cancellationToken) => WriteAsync(ExportFormat.Link, row, cancellationToken);

    /// <param name="name">Which kind of line it is.</param>
    /// <param name="row">The link.</param>
    /// <param name="cancellationToken">Ends before the line.</param>
    public ValueTask WriteAsync(string name, StoredLinkRow row, CancellationToken cancellationToken) => lines.WriteAsync(json =>
    {
        json.WriteStartObject(name);
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

    public ValueTask WriteAsync(Tombstone tombstone, CancellationToken cancellationToken) => lines.WriteAsync(json =>
    {
        json.WriteStartObject(ExportFormat.Tombstone);
        json.WriteString("id", tombstone.Id);
        json.WriteString("kind", RecordFinder.NameOf(tombstone.Kind));
        json.WriteString("why", tombstone.Why);
        json.Instant("at", tombstone.At);
        json.Provenance("by", tombstone.By);
        json.WriteEndObject();
    }, cancellationToken);

    private async ValueTask WriteSegmentAsync(IMemoryReader reader, string hash, CancellationToken cancellationToken)
    {
        var bytes = await reader.ReadSegmentAsync(hash);
        await lines.WriteAsync(json =>
        {
            json.WriteString(ExportFormat.Segment, hash);
            if (Utf8.IsValid(bytes.Span)) json.WriteString(ExportFormat.Text, bytes.Span);
            else json.WriteBase64String(ExportFormat.Base64, bytes.Span);
        }, cancellationToken);
    }
}
