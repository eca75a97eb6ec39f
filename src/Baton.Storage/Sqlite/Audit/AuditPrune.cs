using System.Globalization;
using Baton.Gateway.Audit;
using Baton.Memory.Outcomes;
using Baton.Memory.Text;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Audit;

/// <summary>Removes old rows inside a transaction, leaving a signed checkpoint and a row that says who was cut.</summary>
internal sealed class AuditPrune(AuditKeys keys, AuditChainId chain, AuditEnd end, TimeProvider time)
{
    /// <summary>What would go, as the open transaction sees the log; null for nothing.</summary>
    public static AuditPrunePlan? Plan(Connection connection, DateTimeOffset before)
    {
        var end = AuditInstant.From(connection, before);
        if (Row(connection, end, "ASC") is not (var first, var from, _) || Row(connection, end, "DESC") is not (var last, var to, var mac)) return null;
        return new AuditPrunePlan(Count(connection, last), first, last, from, to, mac, !IsAnyAfter(connection, last));
    }

    public Outcome<long> Run(Connection connection, DateTimeOffset before)
    {
        if (Row(connection, AuditInstant.From(connection, before), "DESC") is not (var last, _, var mac)) return 0;
        var checkpoint = AuditCheckpoint.Sign(keys, chain, last, mac, AuditEnd.Microseconds(time.GetUtcNow()));
        var pruned = Delete(connection, last);
        using (var insert = connection.Prepare("INSERT INTO checkpoints (sequence, mac, time, signature) VALUES (?, ?, ?, ?)"))
        {
            insert.Bind(checkpoint.Sequence).Bind(checkpoint.Mac.Span).Bind(checkpoint.Time).Bind(checkpoint.Signature).Run();
        }
        var entry = new AuditEntry
        {
            Kind = AuditKind.Event,
            Outcome = "pruned",
            Code = "audit_pruned",
            Message = string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(pruned, "row")} up to {last} {(pruned == 1 ? "was removed; it was" : "were removed; they were")} older than {before:u}."),
        };
        end.Append(connection, AuditBody.Write(entry), AuditIndex.Of(entry));
        return pruned;
    }

    /// <summary>One end of the rows that stand before a sequence; null when none does.</summary>
    private static (long Sequence, DateTimeOffset Time, byte[] Mac)? Row(Connection connection, long before, string order)
    {
        using var statement = connection.Prepare($"SELECT sequence, time, mac FROM entries WHERE sequence < ? ORDER BY sequence {order} LIMIT 1");
        return statement.Bind(before).Step() ? (statement.Int64(0), statement.Instant(1), statement.Bytes(2).ToArray()) : null;
    }

    private static long Count(Connection connection, long upTo)
    {
        using var statement = connection.Prepare("SELECT count(*) FROM entries WHERE sequence <= ?");
        statement.Bind(upTo).Step();
        return statement.Int64(0);
    }

    private static bool IsAnyAfter(Connection connection, long sequence)
    {
        using var statement = connection.Prepare("SELECT 1 FROM entries WHERE sequence > ? LIMIT 1");
        return statement.Bind(sequence).Step();
    }

    private static long Delete(Connection connection, long upTo)
    {
        connection.Execute("DELETE FROM checkpoints");
        using var delete = connection.Prepare("DELETE FROM entries WHERE sequence <= ?");
        delete.Bind(upTo).Run();
        return connection.Changes;
    }
}
