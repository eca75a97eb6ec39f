using Baton.Gateway.Audit;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Audit;

/// <summary>
/// The end of the chain, where rows are added. Other processes add too, so it is read again when the file is not as the last
/// transaction left it.
/// </summary>
internal sealed class AuditEnd(AuditChain chain, TimeProvider time)
{
    private const string Newest = "SELECT sequence, time, mac FROM entries ORDER BY sequence DESC LIMIT 1";
    private const string Checkpoint = "SELECT sequence, time, mac FROM checkpoints ORDER BY sequence DESC LIMIT 1";
    private const string Insert = """
        INSERT INTO entries (sequence, time, kind, grant_label, server, tool, outcome, request_id, body, mac)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    private readonly byte[] _mac = new byte[AuditChain.MacBytes];
    private byte[] _body = new byte[2048];
    private (long Sequence, DateTimeOffset Time)? _end;

    /// <summary>A transaction begins; what is known of the end holds only when the file is as it was left.</summary>
    public void Begin(bool isUnbroken)
    {
        if (!isUnbroken) _end = null;
    }

    /// <summary>Adds a row inside the open transaction.</summary>
    public long Append(Connection connection, ReadOnlySpan<byte> text, AuditIndex index)
    {
        var (sequence, last) = _end ?? ReadEnd(connection);
        var now = Microseconds(time.GetUtcNow());
        if (now < last) now = last;
        sequence++;
        if (_body.Length < text.Length + AuditBody.HeadBytes) _body = new byte[text.Length + AuditBody.HeadBytes];
        var body = _body.AsSpan(0, AuditBody.Join(sequence, now, text, _body));
        chain.Mac(_mac, body, _mac);
        using var insert = connection.Prepare(Insert);
        insert.Bind(sequence).Bind(now).Bind(index.Kind).Bind(index.Grant).Bind(index.Server).Bind(index.Tool)
            .Bind(index.Outcome).Bind(index.RequestId).Bind(body).Bind(_mac).Run();
        _end = (sequence, now);
        return sequence;
    }

    /// <summary>The chain's last row and its authentication, as the open transaction sees it.</summary>
    public (long Sequence, byte[] Mac) Read(Connection connection)
    {
        var (sequence, _) = ReadEnd(connection);
        return (sequence, [.. _mac]);
    }

    private (long Sequence, DateTimeOffset Time) ReadEnd(Connection connection)
        => Row(connection, Newest) ?? Row(connection, Checkpoint) ?? Begin();

    private (long, DateTimeOffset)? Row(Connection connection, string sql)
    {
        using var statement = connection.Prepare(sql);
        if (!statement.Step()) return null;
        statement.Bytes(2).CopyTo(_mac);
        return (statement.Int64(0), statement.Instant(1));
    }

    private (long, DateTimeOffset) Begin()
    {
        chain.Genesis.CopyTo(_mac.AsSpan());
        return (0, DateTimeOffset.MinValue);
    }

    /// <summary>A row's text tells microseconds; its column must say the same.</summary>
    internal static DateTimeOffset Microseconds(DateTimeOffset time)
        => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
