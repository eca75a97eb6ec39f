using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Tests.Embeddings;

/// <summary>The real store, where something happens each time before its change stamp is read.</summary>
internal sealed class StampedStore(IMemoryStore store, Func<int, Task> before) : IMemoryStore
{
    private int _looks;

    public ValueTask<T> ReadAsync<T>(Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken) => store.ReadAsync(work, cancellationToken);

    public ValueTask<Outcome<T>> WriteAsync<T>(Func<IMemoryWriter, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken)
        => store.WriteAsync(work, cancellationToken);

    public async ValueTask<long> ChangeStampAsync(CancellationToken cancellationToken)
    {
        await before(++_looks);
        return await store.ChangeStampAsync(cancellationToken);
    }

    /// <summary>The store itself belongs to whoever made it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Says when somebody waits for the first time, and lets nobody go on.</summary>
internal sealed class RestingTime : TimeProvider
{
    private readonly TaskCompletionSource _rested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Rested => _rested.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _rested.TrySetResult();
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
