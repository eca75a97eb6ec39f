using Baton.Gateway.Audit;
using Baton.Storage.Sqlite.Commits;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Audit;

/// <summary>One row on its way into the log. Its text is made by the caller's thread; its place is known only here.</summary>
internal sealed class AuditAppend(AuditEnd end, AuditEntry entry) : CommitItem<long>
{
    private readonly byte[] _text = AuditBody.Write(entry);
    private readonly AuditIndex _index = AuditIndex.Of(entry);

    /// <summary>Told when a row that nobody waits for could not be committed.</summary>
    public Action<Exception>? Failed { get; init; }

    public override void Fail(Exception exception)
    {
        if (Failed is { } report) report(exception);
        else base.Fail(exception);
    }

    protected override long Write(Connection connection) => end.Append(connection, _text, _index);
}
