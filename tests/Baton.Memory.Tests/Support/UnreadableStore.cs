using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Tests.Support;

/// <summary>A store that answers nothing, as one on a broken disk.</summary>
public sealed class UnreadableStore : IMemoryStore
{
    public ValueTask<T> ReadAsync<T>(Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken) => throw new StoreUnavailableException("broken");

    public ValueTask<Outcome<T>> WriteAsync<T>(Func<IMemoryWriter, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken)
        => throw new StoreUnavailableException("broken");

    public ValueTask<long> ChangeStampAsync(CancellationToken cancellationToken) => throw new StoreUnavailableException("broken");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
