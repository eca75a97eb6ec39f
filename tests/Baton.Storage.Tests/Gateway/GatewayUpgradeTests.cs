using Baton.Gateway.Keys;
using Baton.Gateway.Pins;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Gateway;
using Baton.Storage.Sqlite.Schema;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Gateway;

/// <summary>A <c>gateway.db</c> that an earlier version wrote.</summary>
public sealed class GatewayUpgradeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_FileOfVersion1_KeepsWhatIsInIt_AndCanPin()
    {
        Directory.CreateDirectory(_folder.Data.Path);
        using (var old = Connection.Open(_folder.Data.File("gateway.db"), OpenMode.Create))
        {
            var patience = new Patience(TimeProvider.System);
            patience.Retry(() => Migrator.Upgrade(old, Schemas.Gateway with { Migrations = Schemas.Gateway.Migrations[..1] }, patience));
            old.Execute("INSERT INTO policies (name, revision, text, created_at) VALUES ('mine', 3, '{}', 0)");
        }

        await using var store = SqliteGatewayStore.Open(_folder.Data, new GatewayKeys(KeyMaterial.New()), TimeProvider.System);

        (await store.Policies.GetAsync("mine", null, default)).Value.Revision.ShouldBe(3);
        (await store.Pins.IndexAsync(default)).Servers.ShouldBeEmpty();
        (await store.Pins.ApplyAsync("notes", new PinUpdate { Kind = PinKind.Tool, IsFirst = true }, default)).ShouldBeTrue();
        (await store.Pins.IndexAsync(default)).Of("notes").Seen.ShouldBe([PinKind.Tool]);
    }
}
