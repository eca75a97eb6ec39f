using Baton.Gateway.Approvals;
using Baton.Gateway.Keys;
using Baton.Policy.Approvals;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Requests as rows. A row keeps the word that was given; whether its time is over is told when it is read. A no stays one.</summary>
internal static class ApprovalRows
{
    private const string Columns = """
        id, fingerprint, remember_key, remember, remember_time, remembered_until, state, timeout, grant_label, principal, client, server,
        tool, category, rule, message, policy, definition_hash, arguments, created_at, expires_at, decided_at, decided_by, reason, used_at
        """;

    public static void Insert(Connection connection, GatewayKeys keys, ApprovalRecord record)
    {
        var question = record.Question;
        using var insert = connection.Prepare(
            $"INSERT INTO approvals ({Columns}) VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL)");
        insert.Bind(record.Id).Bind(question.Fingerprint).Bind(question.RememberKey).Bind((long)question.Remember).Bind(question.RememberTime.Ticks)
            .Bind(record.State).Bind(question.Timeout.Ticks).Bind(question.Grant).Bind(question.Principal).Bind(question.Client).Bind(question.Server)
            .Bind(question.Tool).Bind(question.Category).Bind(question.Rule).Bind(question.Message).Bind(question.Policy).Bind(question.DefinitionHash)
            .Bind(keys.CloseArguments(record.Id, question.Arguments.Span)).Bind(record.CreatedAt).Bind(record.ExpiresAt).Run();
    }

    public static void Update(Connection connection, ApprovalRecord record)
    {
        using var update = connection.Prepare(
            "UPDATE approvals SET state = ?, decided_at = ?, decided_by = ?, reason = ?, expires_at = ?, remembered_until = ? WHERE id = ?");
        update.Bind(record.State).Bind(record.DecidedAt).Bind(record.DecidedBy).Bind(record.Reason).Bind(record.ExpiresAt)
            .Bind(record.RememberedUntil).Bind(record.Id).Run();
    }

    /// <summary>The word or the open request for one call, the newest.</summary>
    public static ApprovalRecord? OfCall(Connection connection, GatewayKeys keys, string fingerprint, DateTimeOffset now)
    {
        using var statement = connection.Prepare(
            $"SELECT {Columns} FROM approvals WHERE fingerprint = ? AND expires_at > ? AND state <> 'used' ORDER BY created_at DESC LIMIT 1");
        return statement.Bind(fingerprint).Bind(now).Step() ? Read(statement, keys, now) : null;
    }

    /// <summary>The newest word on a like call that is to be remembered.</summary>
    public static ApprovalRecord? OfLike(Connection connection, GatewayKeys keys, string key, DateTimeOffset now)
    {
        using var statement = connection.Prepare(
            $"SELECT {Columns} FROM approvals WHERE remember_key = ? AND remembered_until > ? ORDER BY decided_at DESC LIMIT 1");
        if (!statement.Bind(key).Bind(now).Step()) return null;
        var record = Read(statement, keys, now);
        // The word outlives the one call that it was given for.
        var isYes = record.State is ApprovalState.Used || (record.State is ApprovalState.Approved or ApprovalState.Expired && statement.Text(6) == ApprovalState.Approved);
        return record with { State = isYes ? ApprovalState.Approved : ApprovalState.Denied, IsRemembered = true };
    }

    public static List<ApprovalRecord> ByPrefix(Connection connection, GatewayKeys keys, string prefix, DateTimeOffset now)
    {
        using var statement = connection.Prepare($"SELECT {Columns} FROM approvals WHERE id >= ?1 AND id < ?1 || 'z' ORDER BY id LIMIT 5");
        statement.Bind(prefix);
        return All(statement, keys, now);
    }

    public static int CountOpen(Connection connection, string grant, DateTimeOffset now)
    {
        using var statement = connection.Prepare("SELECT count(*) FROM approvals WHERE state = 'pending' AND grant_label = ? AND expires_at > ?");
        statement.Bind(grant).Bind(now).Step();
        return statement.Int32(0);
    }

    public static List<ApprovalRecord> List(Connection connection, GatewayKeys keys, ApprovalFilter filter, DateTimeOffset now)
    {
        const string Effective = "CASE WHEN state IN ('pending', 'approved') AND expires_at <= ?1 THEN 'expired' ELSE state END";
        using var statement = connection.Prepare($"""
            SELECT {Columns} FROM approvals
            WHERE (?2 IS NULL OR {Effective} = ?2) AND (?3 IS NULL OR grant_label = ?3) AND (?4 IS NULL OR server = ?4) AND (?5 IS NULL OR tool = ?5)
            ORDER BY id DESC LIMIT ?6
            """);
        statement.Bind(now).Bind(filter.State).Bind(filter.Grant).Bind(filter.Server).Bind(filter.Tool).Bind((long)filter.Limit);
        return All(statement, keys, now);
    }

    private static List<ApprovalRecord> All(Statement statement, GatewayKeys keys, DateTimeOffset now)
    {
        var records = new List<ApprovalRecord>();
        while (statement.Step()) records.Add(Read(statement, keys, now));
        return records;
    }

    private static ApprovalRecord Read(Statement row, GatewayKeys keys, DateTimeOffset now)
    {
        var id = row.Text(0);
        var state = row.Text(6);
        var expires = row.Instant(20);
        var question = new ApprovalQuestion
        {
            Fingerprint = row.Text(1),
            RememberKey = row.NullableText(2),
            Remember = (RememberFor)row.Int32(3),
            RememberTime = new TimeSpan(row.Int64(4)),
            Timeout = new TimeSpan(row.Int64(7)),
            Grant = row.Text(8),
            Principal = row.Text(9),
            Client = row.NullableText(10),
            Server = row.Text(11),
            Tool = row.Text(12),
            Category = row.NullableText(13),
            Rule = row.Text(14),
            Message = row.Text(15),
            Policy = row.NullableText(16),
            DefinitionHash = row.NullableText(17),
            // With another key the arguments cannot be shown; the word still counts for the fingerprint.
            Arguments = keys.OpenArguments(id, row.Bytes(18)) ?? [],
        };
        return new ApprovalRecord(id, state is (ApprovalState.Pending or ApprovalState.Approved) && expires <= now ? ApprovalState.Expired : state, question, row.Instant(19), expires)
        {
            RememberedUntil = row.NullableInstant(5),
            DecidedAt = row.NullableInstant(21),
            DecidedBy = row.NullableText(22),
            Reason = row.NullableText(23),
            UsedAt = row.NullableInstant(24),
        };
    }
}
