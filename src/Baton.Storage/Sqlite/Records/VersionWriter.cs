using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Search;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Adds versions. The one before is closed and otherwise never touched.</summary>
internal static class VersionWriter
{
    private const string InsertVersion =
        """
        INSERT INTO versions (id, version, kind, project, place, visibility, owner, recorded_at, recorded_from, deleted_at, expires_at,
            superseded_by, valid_from, valid_to, status, claim_until, key, thread, position, recipient, type, pinned, priority, importance,
            layer, created_at, content_hash, author, request, operation, creator, created_request, created_operation, tags,
            body_bytes, body_sha256, body_segments, data)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    /// <exception cref="InvalidOperationException">The version breaks a rule that its writer had to keep.</exception>
    public static void Put(Connection connection, StoredVersion version)
    {
        var project = ProjectTable.Number(connection, version.Project)
            ?? throw new InvalidOperationException($"Project '{version.Project}' was never put.");
        var from = Close(connection, version);
        RefuseTakenKey(connection, version, project);
        RefuseMissingSegments(connection, version);
        var place = version.Visibility == Visibility.Shared ? PlaceSet.Shared : project;
        Insert(connection, version, project, place, from);
        InsertTags(connection, version, connection.LastRowId);
        TextIndex.Put(connection, version, place);
    }

    /// <summary>Ends the version before this one, and gives the moment from which this one holds.</summary>
    private static long Close(Connection connection, StoredVersion version)
    {
        long number, previous, from;
        using (var row = connection.Prepare("SELECT no, version, recorded_from FROM versions WHERE id = ? AND recorded_to IS NULL").Bind(version.Id))
        {
            var exists = row.Step();
            previous = exists ? row.Int64(1) : 0;
            if (version.Version != previous + 1)
            {
                throw new InvalidOperationException($"Version {version.Version} of {version.Id} is not the next: {previous} is in force.");
            }
            if (!exists && TombstoneTable.Find(connection, version.Id) is not null)
            {
                throw new InvalidOperationException($"{version.Id} was destroyed; its id is not given again.");
            }
            if (!exists) return version.RecordedAt.UtcTicks;
            number = row.Int64(0);
            from = Math.Max(version.RecordedAt.UtcTicks, row.Int64(2));
        }
        using var update = connection.Prepare("UPDATE versions SET recorded_to = ? WHERE no = ?").Bind(from).Bind(number);
        update.Run();
        return from;
    }

    private static void RefuseTakenKey(Connection connection, StoredVersion version, long project)
    {
        if (version.Key is null || version.DeletedAt is not null || version.SupersededBy is not null) return;
        var sql = new Sql("SELECT id FROM versions v WHERE v.recorded_to IS NULL AND v.deleted_at IS NULL AND v.superseded_by IS NULL")
            .Add(" AND v.key = ? AND v.kind = ? AND v.project = ? AND v.id <> ?", version.Key, (long)version.Kind, project, version.Id)
            .Add(" AND (v.expires_at IS NULL OR v.expires_at > ?)", version.RecordedAt);
        if (version.Kind != RecordKind.Handoff) sql.Add(" AND v.visibility = ?", (long)version.Visibility);
        if (version.Visibility == Visibility.Private) sql.Add(" AND v.owner = ?", version.Owner);
        using var row = sql.Prepare(connection);
        if (row.Step()) throw new KeyTakenException(version.Key, version.Project, row.Text(0));
    }

    private static void RefuseMissingSegments(Connection connection, StoredVersion version)
    {
        if (version.Body is not { } body) return;
        foreach (var hash in body.Segments)
        {
            if (!SegmentTable.Exists(connection, hash)) throw new InvalidOperationException($"Segment {hash} of {version.Id} was never put.");
        }
    }

    private static void Insert(Connection connection, StoredVersion version, long project, long place, long from)
    {
        using var insert = connection.Prepare(InsertVersion);
        insert.Bind(version.Id).Bind((long)version.Version).Bind((long)version.Kind).Bind(project).Bind(place)
            .Bind((long)version.Visibility).Bind(version.Owner).Bind(version.RecordedAt).Bind(from).Bind(version.DeletedAt)
            .Bind(version.ExpiresAt).Bind(version.SupersededBy).Bind(version.ValidFrom).Bind(version.ValidTo).Bind(version.Status)
            .Bind(version.ClaimUntil).Bind(version.Key).Bind(version.Thread).Bind(version.Position).Bind(version.To).Bind(version.Type)
            .Bind(version.Pinned).Bind((long)version.Priority).Bind(version.Importance).Bind(version.Layer).Bind(version.CreatedAt).Bind(version.ContentHash)
            .Bind(AuthorTable.Intern(connection, version.By)).Bind(version.By.RequestId).Bind(version.By.Operation)
            .Bind(AuthorTable.Intern(connection, version.CreatedBy)).Bind(version.CreatedBy.RequestId).Bind(version.CreatedBy.Operation)
            .Bind(VersionRow.WriteTags(version.Tags));
        if (version.Body is { } body)
        {
            insert.Bind(body.Bytes).Bind((ReadOnlySpan<byte>)Convert.FromHexString(body.Sha256))
                .Bind((ReadOnlySpan<byte>)SegmentTable.WriteHashes(body.Segments));
        }
        else
        {
            insert.BindNull().BindNull().BindNull();
        }
        insert.Bind(version.Data.Span).Run();
    }

    private static void InsertTags(Connection connection, StoredVersion version, long number)
    {
        if (version.Tags.IsDefaultOrEmpty) return;
        foreach (var tag in version.Tags.Distinct(StringComparer.Ordinal))
        {
            using var insert = connection.Prepare("INSERT INTO version_tags (version, tag) VALUES (?, ?)").Bind(number).Bind(tag);
            insert.Run();
        }
    }
}
