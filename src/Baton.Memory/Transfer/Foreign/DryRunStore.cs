using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>Does every write and takes it back: what an operation would answer, with nothing written.</summary>
internal sealed class DryRunStore(IMemoryStore store) : IMemoryStore
{
    public ValueTask<T> ReadAsync<T>(Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken) => store.ReadAsync(work, cancellationToken);

    public async ValueTask<Outcome<T>> WriteAsync<T>(Func<IMemoryWriter, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        Outcome<T>? done = null;
        var rolledBack = await store.WriteAsync<T>(async writer =>
        {
            done = await work(writer);
            return new Failure(FailureCode.Invalid, "A dry run writes nothing.");
        }, cancellationToken);
        return done ?? rolledBack;
    }

    public ValueTask<long> ChangeStampAsync(CancellationToken cancellationToken) => store.ChangeStampAsync(cancellationToken);

    /// <summary>The store belongs to who opened it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
