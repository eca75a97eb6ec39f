using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Commits;

/// <summary>
/// One piece of a group commit. It writes all that it wants or nothing, so that pieces can share a transaction without
/// savepoints; it is answered once the transaction is committed.
/// </summary>
internal abstract class CommitItem
{
    /// <summary>Runs inside the transaction. An exception undoes the whole group.</summary>
    public abstract void Run(Connection connection);

    /// <summary>The group is committed.</summary>
    public abstract void Complete();

    /// <summary>The group was undone.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc cref="CommitItem"/>
/// <typeparam name="T">What the caller gets.</typeparam>
internal abstract class CommitItem<T> : CommitItem
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Answer => _answer.Task;

    public sealed override void Run(Connection connection) => _result = Write(connection);

    public sealed override void Complete() => _answer.SetResult(_result!);

    public override void Fail(Exception exception) => _answer.SetException(exception);

    protected abstract T Write(Connection connection);
}

/// <summary>A piece whose work is a delegate, for paths where an allocation does not matter.</summary>
internal sealed class CommitWork<T>(Func<Connection, T> work) : CommitItem<T>
{
    protected override T Write(Connection connection) => work(connection);
}
