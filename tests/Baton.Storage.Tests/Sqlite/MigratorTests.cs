using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Sqlite;

public sealed class MigratorTests : IDisposable
{
    private static readonly DatabaseSchema Three = new("x.db", 77,
    [
        "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('one');",
        "ALTER TABLE notes ADD COLUMN length INTEGER; UPDATE notes SET length = length(text);",
        "CREATE INDEX notes_by_length ON notes (length);",
    ]);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Upgrade_FromEveryVersion_EndsAlike(int from)
    {
        using (var old = Open()) Upgrade(old, Three with { Migrations = Three.Migrations[..from] });
        using var connection = Open();
        Upgrade(connection, Three);
        connection.QueryInt64("PRAGMA user_version").ShouldBe(3);
        connection.QueryInt64("PRAGMA application_id").ShouldBe(77);
        connection.QueryInt64("SELECT sum(length) FROM notes").ShouldBe(3);
        connection.QueryInt64("SELECT count(*) FROM sqlite_master WHERE name = 'notes_by_length'").ShouldBe(1);
    }

    [Fact]
    public void Upgrade_MigrationFails_LeavesTheVersionBefore()
    {
        using (var old = Open()) Upgrade(old, Three with { Migrations = Three.Migrations[..1] });
        using var connection = Open();
        Should.Throw<SqliteError>(() => Upgrade(connection, Three with { Migrations = [.. Three.Migrations, "CREATE TABLE notes (again)"] }));
        connection.InTransaction.ShouldBeFalse();
        connection.QueryInt64("PRAGMA user_version").ShouldBe(1);
        connection.QueryInt64("SELECT count(*) FROM pragma_table_info('notes')").ShouldBe(1);
    }

    [Fact]
    public void Upgrade_Newer_IsRefused()
    {
        using (var newer = Open()) Upgrade(newer, Three);
        using var connection = Open();
        Should.Throw<StoreUnavailableException>(() => Upgrade(connection, Three with { Migrations = Three.Migrations[..2] })).Message.ShouldContain("schema 3");
        connection.QueryInt64("PRAGMA user_version").ShouldBe(3);
    }

    [Fact]
    public void Upgrade_OtherKindOfFile_IsRefused()
    {
        using (var other = Open()) Upgrade(other, Three with { Migrations = Three.Migrations[..1] });
        using var connection = Open();
        Should.Throw<StoreUnavailableException>(() => Upgrade(connection, Three with { ApplicationId = 78 })).Message.ShouldContain("another program");
    }

    [Fact]
    public void Upgrade_ManyAtOnce_RunsEachMigrationOnce()
    {
        var connections = Enumerable.Range(0, 12).Select(_ => Open()).ToArray();
        Parallel.ForEach(connections, new ParallelOptions { MaxDegreeOfParallelism = 12 }, connection => Upgrade(connection, Three));
        foreach (var connection in connections)
        {
            connection.QueryInt64("SELECT count(*) FROM notes").ShouldBe(1);
            connection.Dispose();
        }
    }

    [Fact]
    public void Upgrade_RealSchemas_FromEveryVersion_EndLikeAFreshFile()
    {
        foreach (var schema in Schemas.All)
        {
            for (var version = 0; version < schema.Version; version++)
            {
                var older = $"{version}-{schema.FileName}";
                using (var old = Open(older)) Upgrade(old, schema with { Migrations = schema.Migrations[..version] });
                using var upgraded = Open(older);
                Upgrade(upgraded, schema);
                using var fresh = Open($"fresh-{schema.FileName}");
                Upgrade(fresh, schema);
                Objects(upgraded).ShouldBe(Objects(fresh));
                upgraded.QueryInt64("PRAGMA user_version").ShouldBe(schema.Version);
            }
        }
    }

    private static List<string> Objects(Connection connection)
    {
        using var row = connection.Prepare("SELECT ifnull(sql, name) FROM sqlite_master ORDER BY name");
        var objects = new List<string>();
        while (row.Step()) objects.Add(row.Text(0));
        return objects;
    }

    private Connection Open(string name = "x.db") => Connection.Open(_folder.At(name), OpenMode.Create);

    private static void Upgrade(Connection connection, DatabaseSchema schema)
    {
        var patience = new Patience(TimeProvider.System);
        patience.Retry(() => Migrator.Upgrade(connection, schema, patience));
    }
}
