using Baton.Gateway.Audit;
using Baton.Gateway.Keys;
using Baton.Storage.Sqlite.Audit;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;
using Baton.Storage.Tests.Support;
using Baton.TestSupport;

namespace Baton.Storage.Tests.Audit;

/// <summary>An <c>audit.db</c> that an earlier version wrote.</summary>
public sealed class AuditUpgradeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AuditKeys _keys = new(KeyMaterial.New());
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_FileOfVersion1_KeepsItsRowsAndFindsThemByTime()
    {
        await using (var store = Open()) await FillAsync(store);
        using (var old = Connection.Open(_folder.Data.File("audit.db"), OpenMode.ReadWrite)) old.ExecuteScript("CREATE INDEX entries_by_time ON entries (time); PRAGMA user_version = 1");

        await using var upgraded = Open();

        upgraded.Verify([], default).Fault.ShouldBeNull();
        upgraded.Read(new AuditQuery { Since = _time.GetUtcNow() - TimeSpan.FromMinutes(2) }).Select(row => row.Sequence).ShouldBe([4, 5, 6]);
        upgraded.Read(new AuditQuery { Since = _time.GetUtcNow() + TimeSpan.FromTicks(10) }).ShouldBeEmpty();
        using var look = Connection.Open(_folder.Data.File("audit.db"), OpenMode.ReadOnly);
        look.QueryInt64("SELECT count(*) FROM sqlite_schema WHERE name = 'entries_by_time'").ShouldBe(0);
        look.QueryInt64("PRAGMA user_version").ShouldBe(Schemas.Audit.Version);
    }

    private SqliteAuditStore Open() => SqliteAuditStore.Open(_folder.Data, _keys, new AuditOptions(), _time, _ => { });

    private async Task FillAsync(SqliteAuditStore store)
    {
        for (var minute = 0; minute < 6; minute++)
        {
            if (minute > 0) _time.Advance(TimeSpan.FromMinutes(1));
            await store.AppendAsync(new AuditEntry { Kind = AuditKind.Event, Outcome = "test" });
        }
    }
}
