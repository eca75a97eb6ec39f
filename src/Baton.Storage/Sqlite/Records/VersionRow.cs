using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Reads a <see cref="StoredVersion"/> out of a row.</summary>
internal static class VersionRow
{
    /// <summary>Everything between SELECT and WHERE; the version is <c>v</c>.</summary>
    public static readonly string Select =
        $"""
        SELECT v.id, v.version, v.kind, project.name, v.visibility, v.owner, v.recorded_at, v.deleted_at, v.expires_at, v.superseded_by,
            v.valid_from, v.valid_to, v.status, v.claim_until, v.key, v.thread, v.position, v.recipient, v.type, v.pinned, v.priority,
            v.importance, v.layer, v.created_at, v.content_hash, v.request, v.operation, v.created_request, v.created_operation, v.tags,
            v.body_bytes, v.body_sha256, v.body_segments, v.data, {AuthorTable.Columns("author")}, {AuthorTable.Columns("creator")}
        FROM versions v
        JOIN projects project ON project.no = v.project
        JOIN authors author ON author.no = v.author
        JOIN authors creator ON creator.no = v.creator
        """;
    private const int Author = 34;
    private const int Creator = 39;

    /// <exception cref="StoreUnavailableException">The row holds what nobody wrote into it.</exception>
    public static StoredVersion Read(Statement row)
    {
        try
        {
            return Bare(row);
        }
        catch (Exception damage) when (damage is JsonException or ArgumentException or FormatException)
        {
            throw new StoreUnavailableException($"Version {row.Int64(1)} of {row.Text(0)} is damaged: {damage.Message} Run 'baton doctor' and restore a backup with 'baton restore'.", damage);
        }
    }

    private static StoredVersion Bare(Statement row) => new()
    {
        Id = row.Text(0),
        Version = row.Int32(1),
        Kind = (RecordKind)row.Int32(2),
        Project = row.Text(3),
        Visibility = (Visibility)row.Int32(4),
        Owner = row.Text(5),
        RecordedAt = row.Instant(6),
        DeletedAt = row.NullableInstant(7),
        ExpiresAt = row.NullableInstant(8),
        SupersededBy = row.NullableText(9),
        ValidFrom = row.NullableInstant(10),
        ValidTo = row.NullableInstant(11),
        Status = row.NullableText(12),
        ClaimUntil = row.NullableInstant(13),
        Key = row.NullableText(14),
        Thread = row.NullableText(15),
        Position = row.NullableInt64(16),
        To = row.NullableText(17),
        Type = row.NullableText(18),
        Pinned = row.Bool(19),
        Priority = row.Int32(20),
        Importance = row.NullableDouble(21),
        Layer = row.NullableText(22),
        CreatedAt = row.Instant(23),
        ContentHash = row.NullableText(24),
        By = AuthorTable.Read(row, Author, row.Text(25), row.Text(26)),
        CreatedBy = AuthorTable.Read(row, Creator, row.Text(27), row.Text(28)),
        Tags = ReadTags(row.Bytes(29)),
        Body = row.IsNull(30) ? null : new StoredBody(SegmentTable.ReadHashes(row.Bytes(32)), row.Int64(30), Convert.ToHexStringLower(row.Bytes(31))),
        Data = row.Bytes(33).ToArray(),
    };

    /// <summary>Tags in the order they were given, as a JSON array.</summary>
    public static string WriteTags(ImmutableArray<string> tags)
    {
        if (tags.IsDefaultOrEmpty) return "[]";
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var tag in tags) json.WriteStringValue(tag);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static ImmutableArray<string> ReadTags(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= 2) return [];
        var tags = ImmutableArray.CreateBuilder<string>();
        var json = new Utf8JsonReader(bytes);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.String) tags.Add(json.GetString()!);
        }
        return tags.ToImmutable();
    }
}
