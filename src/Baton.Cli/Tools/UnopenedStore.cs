using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Cli.Tools;

/// <summary>The store of a memory server that is only asked what tools it has.</summary>
internal sealed class UnopenedStore : IMemoryStore
{
    public ValueTask<T> ReadAsync<T>(Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken) => throw Unopened();

    public ValueTask<Outcome<T>> WriteAsync<T>(Func<IMemoryWriter, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken) => throw Unopened();

    public ValueTask<long> ChangeStampAsync(CancellationToken cancellationToken) => throw Unopened();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static StoreUnavailableException Unopened() => new("No data folder is open.");
}
