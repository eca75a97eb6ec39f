using Baton.Memory.Storage;

namespace Baton.Storage.Tests.Contract;

/// <summary>
/// What every store must do, whatever it stands on. The classes beside this one hold the cases by subject; an
/// implementation derives one class from each and gives its fixture.
/// </summary>
public abstract class MemoryStoreContract(IStoreFixture fixture) : IAsyncLifetime
{
    protected IMemoryStore Store { get; private set; } = null!;

    /// <summary>Opens once more what <see cref="Store"/> stands on, as another process would.</summary>
    protected Task<IMemoryStore> OpenAgainAsync() => fixture.OpenAsync();

    public async ValueTask InitializeAsync() => Store = await fixture.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        fixture.Dispose();
    }
}
