using System.Globalization;
using Baton.Gateway.Audit;
using Baton.Memory.Outcomes;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Audit;

/// <summary>Removes old rows inside a transaction, leaving a signed checkpoint and a row that says who was cut.</summary>
internal sealed class AuditPrune(AuditKeys keys, AuditChainId chain, AuditEnd end, TimeProvider time)
{
    public Outcome<long> Run(Connection connection, DateTimeOffset before)
    {
        if (Last(connection, before) is not { } last) return 0;
        var checkpoint = AuditCheckpoint.Sign(keys, chain, last.Sequence, last.Mac, AuditEnd.Microseconds(time.GetUtcNow()));
        var pruned = Delete(connection, last.Sequence);
        using (var insert = connection.Prepare("INSERT INTO checkpoints (sequence, mac, time, signature) VALUES (?, ?, ?, ?)"))
        {
            insert.Bind(checkpoint.Sequence).Bind(checkpoint.Mac.Span).Bind(checkpoint.Time).Bind(checkpoint.Signature).Run();
        }
        var entry = new AuditEntry
        {
            Kind = AuditKind.Event,
            Outcome = "pruned",
            Code = "audit_pruned",
            Message = string.Create(CultureInfo.InvariantCulture, $"{pruned} rows up to {last.Sequence} were removed; they were older than {before:u}."),
        };
        end.Append(connection, AuditBody.Write(entry), AuditIndex.Of(entry));
        return pruned;
    }

    private static (long Sequence, byte[] Mac)? Last(Connection connection, DateTimeOffset before)
    {
        using var statement = connection.Prepare("SELECT sequence, mac FROM entries WHERE sequence < ? ORDER BY sequence DESC LIMIT 1");
        return statement.Bind(AuditInstant.From(connection, before)).Step() ? (statement.Int64(0), statement.Bytes(1).ToArray()) : null;
    }

    private static long Delete(Connection connection, long upTo)
    {
        connection.Execute("DELETE FROM checkpoints");
        using var delete = connection.Prepare("DELETE FROM entries WHERE sequence <= ?");
        delete.Bind(upTo).Run();
        return connection.Changes;
    }
}
