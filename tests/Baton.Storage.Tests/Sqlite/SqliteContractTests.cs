using Baton.Memory.Storage;
using Baton.Storage.Sqlite;
using Baton.Storage.Tests.Contract;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Sqlite;

public sealed class SqliteVersionTests : VersionContract
{
    private readonly SqliteFixture _fixture = new();

    protected override Task<IMemoryStore> OpenAsync() => _fixture.OpenAsync();

    protected override Task<IMemoryStore> OpenAgainAsync() => _fixture.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _fixture.Dispose();
    }
}

public sealed class SqliteScopeTests : ScopeContract
{
    private readonly SqliteFixture _fixture = new();

    protected override Task<IMemoryStore> OpenAsync() => _fixture.OpenAsync();

    protected override Task<IMemoryStore> OpenAgainAsync() => _fixture.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _fixture.Dispose();
    }
}

public sealed class SqliteListTests : ListContract
{
    private readonly SqliteFixture _fixture = new();

    protected override Task<IMemoryStore> OpenAsync() => _fixture.OpenAsync();

    protected override Task<IMemoryStore> OpenAgainAsync() => _fixture.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _fixture.Dispose();
    }
}

public sealed class SqliteSearchTests : SearchContract
{
    private readonly SqliteFixture _fixture = new();

    protected override Task<IMemoryStore> OpenAsync() => _fixture.OpenAsync();

    protected override Task<IMemoryStore> OpenAgainAsync() => _fixture.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _fixture.Dispose();
    }
}

public sealed class SqliteRelatedTests : RelatedContract
{
    private readonly SqliteFixture _fixture = new();

    protected override Task<IMemoryStore> OpenAsync() => _fixture.OpenAsync();

    protected override Task<IMemoryStore> OpenAgainAsync() => _fixture.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _fixture.Dispose();
    }
}

public sealed class SqliteTransactionTests : TransactionContract
{
    private readonly SqliteFixture _fixture = new();

    protected override Task<IMemoryStore> OpenAsync() => _fixture.OpenAsync();

    protected override Task<IMemoryStore> OpenAgainAsync() => _fixture.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _fixture.Dispose();
    }
}

public sealed class SqlitePredicatePropertyTests : PredicatePropertyContract
{
    private readonly SqliteFixture _fixture = new();

    protected override Task<IMemoryStore> OpenAsync() => _fixture.OpenAsync();

    protected override Task<IMemoryStore> OpenAgainAsync() => _fixture.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _fixture.Dispose();
    }
}

public sealed class SqliteWriteLogTests : WriteLogContract
{
    private readonly SqliteFixture _fixture = new();

    protected override Task<IMemoryStore> OpenAsync() => _fixture.OpenAsync();

    protected override Task<IMemoryStore> OpenAgainAsync() => _fixture.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _fixture.Dispose();
    }
}

internal sealed class SqliteFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public async Task<IMemoryStore> OpenAsync() => await SqliteMemoryStore.OpenAsync(_folder.Data, TimeProvider.System);

    public void Dispose() => _folder.Dispose();
}
