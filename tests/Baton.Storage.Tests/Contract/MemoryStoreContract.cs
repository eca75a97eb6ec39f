using Baton.Memory.Storage;

namespace Baton.Storage.Tests.Contract;

/// <summary>
/// What every store must do, whatever it stands on. The classes beside this one hold the cases by subject; an
/// implementation derives one class from each and gives its store.
/// </summary>
public abstract class MemoryStoreContract : IAsyncLifetime
{
    protected IMemoryStore Store { get; private set; } = null!;

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<IMemoryStore> OpenAsync();

    /// <summary>Opens once more what <see cref="OpenAsync"/> opened, as another process would.</summary>
    protected abstract Task<IMemoryStore> OpenAgainAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual async ValueTask DisposeAsync() => await Store.DisposeAsync();
}
