using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Writing;

/// <summary>One queued piece of work: it runs inside a transaction and is answered once that is durable.</summary>
internal abstract class WriteItem(CancellationToken cancellationToken)
{
    /// <summary>Whether the caller has gone away before its turn came.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    protected CancellationToken CancellationToken => cancellationToken;

    /// <summary>Runs the work and remembers what it gave.</summary>
    /// <returns>Whether what it wrote is to be kept.</returns>
    public abstract ValueTask<bool> RunAsync(Connection connection);

    /// <summary>Answers the caller with what the last run gave; never throws.</summary>
    public abstract void Complete();

    /// <summary>Answers the caller that the store could not do it.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Answers a caller that has gone away.</summary>
    public abstract void Cancel();
}

/// <inheritdoc cref="WriteItem"/>
/// <typeparam name="T">What the caller gets.</typeparam>
internal sealed class WriteItem<T>(Func<Connection, ValueTask<(T Result, bool Keep)>> work, CancellationToken cancellationToken)
    : WriteItem(cancellationToken)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _thrown;

    public Task<T> Answer => _answer.Task;

    public override async ValueTask<bool> RunAsync(Connection connection)
    {
        _thrown = null;
        try
        {
            (_result, var keep) = await work(connection);
            return keep;
        }
        catch (SqliteError)
        {
            throw;
        }
        catch (Exception exception)
        {
            // The work's own failure is its caller's, not the queue's: it is rolled back and answered.
            _thrown = exception;
            return false;
        }
    }

    public override void Complete()
    {
        if (_thrown is not null) _answer.SetException(_thrown);
        else _answer.SetResult(_result!);
    }

    public override void Fail(Exception exception) => _answer.SetException(exception);

    public override void Cancel() => _answer.SetCanceled(CancellationToken);
}
