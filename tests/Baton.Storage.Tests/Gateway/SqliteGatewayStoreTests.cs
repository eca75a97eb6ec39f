using Baton.Gateway.Keys;
using Baton.Gateway.Stores;
using Baton.Storage.Sqlite.Gateway;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Gateway;

public sealed class SqliteGrantTests : GrantContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IGatewayStore Open(GatewayKeys? keys = null) => SqliteGatewayStore.Open(_folder.Data, keys ?? Keys, Time);

    public void Dispose() => _folder.Dispose();
}

public sealed class SqlitePolicyTests : PolicyContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IGatewayStore Open(GatewayKeys? keys = null) => SqliteGatewayStore.Open(_folder.Data, keys ?? Keys, Time);

    public void Dispose() => _folder.Dispose();
}

public sealed class SqliteServerTests : ServerContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IGatewayStore Open(GatewayKeys? keys = null) => SqliteGatewayStore.Open(_folder.Data, keys ?? Keys, Time);

    [Fact]
    public async Task Dispose_Twice_IsOnce()
    {
        var store = Open();
        await store.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Put_Credentials_LeavesNoneOfThemInTheFiles()
    {
        await using (var store = Open()) await store.Servers.PutAsync([Remote, Child], replace: false, default);

        foreach (var file in Directory.GetFiles(_folder.Data.Path))
        {
            (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Secret)).ShouldBe(-1, file);
        }
    }

    public void Dispose() => _folder.Dispose();
}

public sealed class SqliteLockTests : LockContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IGatewayStore Open(GatewayKeys? keys = null) => SqliteGatewayStore.Open(_folder.Data, keys ?? Keys, Time);

    public void Dispose() => _folder.Dispose();
}

public sealed class SqliteApprovalTests : ApprovalContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IGatewayStore Open(GatewayKeys? keys = null) => SqliteGatewayStore.Open(_folder.Data, keys ?? Keys, Time);

    public void Dispose() => _folder.Dispose();
}

public sealed class SqlitePinTests : PinContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IGatewayStore Open(GatewayKeys? keys = null) => SqliteGatewayStore.Open(_folder.Data, keys ?? Keys, Time);

    public void Dispose() => _folder.Dispose();
}
