using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>First results under idempotency keys, for as long as repeats may come.</summary>
internal static class IdempotencyTable
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    public static IdempotentResult? Find(Connection connection, string grant, string key, DateTimeOffset since)
    {
        using var row = connection.Prepare(
            "SELECT operation, request_hash, reply_text, reply, at FROM idempotency WHERE grant_label = ? AND key = ? AND at >= ?");
        row.Bind(grant).Bind(key).Bind(since);
        return row.Step() ? new IdempotentResult(row.Text(0), row.Text(1), row.Text(2), row.Bytes(3).ToArray(), row.Instant(4)) : null;
    }

    public static void Put(Connection connection, string grant, string key, IdempotentResult result)
    {
        using (var delete = connection.Prepare("DELETE FROM idempotency WHERE at < ?").Bind(result.At - Retention)) delete.Run();
        using var insert = connection.Prepare(
            """
            INSERT INTO idempotency (grant_label, key, operation, request_hash, reply_text, reply, at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (grant_label, key) DO UPDATE SET operation = excluded.operation, request_hash = excluded.request_hash,
                reply_text = excluded.reply_text, reply = excluded.reply, at = excluded.at
            """);
        insert.Bind(grant).Bind(key).Bind(result.Operation).Bind(result.RequestHash).Bind(result.Text)
            .Bind(result.StructuredContent.Span).Bind(result.At).Run();
    }
}
