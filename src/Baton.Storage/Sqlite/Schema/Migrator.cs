using System.Globalization;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using SQLitePCL;

namespace Baton.Storage.Sqlite.Schema;

/// <summary>Brings a file to the version this program writes, whichever of several starting processes gets there first.</summary>
internal static class Migrator
{
    /// <summary>Makes the file when there is none. When it is up to date this reads its header and nothing more.</summary>
    /// <exception cref="StoreUnavailableException">The file is newer than this program, or not Baton's.</exception>
    public static void Upgrade(Connection connection, DatabaseSchema schema, Patience patience)
    {
        var version = ReadVersion(connection, schema);
        if (version == schema.Version) return;
        if (version == 0) UseWriteAheadLog(connection, patience);
        patience.Retry(() => connection.Execute("BEGIN IMMEDIATE"));
        try
        {
            version = ReadVersion(connection, schema);
            if (version < schema.Version) Run(connection, schema, version);
            connection.Execute("COMMIT");
        }
        catch
        {
            if (connection.InTransaction) connection.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>The file's version; 0 for an empty file.</summary>
    public static int ReadVersion(Connection connection, DatabaseSchema schema)
    {
        var (version, application, hasTables) = ReadHeader(connection);
        if (application != schema.ApplicationId && (application, version, hasTables) != (0, 0, false))
        {
            throw new StoreUnavailableException(
                $"{connection.Path} is a database of another program. Choose another folder with --data. Nothing was changed.");
        }
        if (version <= schema.Version) return version;
        throw new StoreUnavailableException(
            $"{connection.Path} was written by a newer Baton (schema {version}; this one knows up to {schema.Version}). "
            + "Install that version, or choose another folder with --data. Nothing was changed.");
    }

    /// <summary>One statement, hence one snapshot: another process may be making the file at this moment.</summary>
    private static (int Version, int Application, bool HasTables) ReadHeader(Connection connection)
    {
        using var row = connection.Prepare(
            "SELECT user_version, application_id, EXISTS (SELECT 1 FROM sqlite_master) FROM pragma_user_version, pragma_application_id");
        row.Step();
        return (row.Int32(0), row.Int32(1), row.Bool(2));
    }

    private static void Run(Connection connection, DatabaseSchema schema, int version)
    {
        foreach (var migration in schema.Migrations.AsSpan()[version..]) connection.ExecuteScript(migration);
        connection.ExecuteScript(string.Create(CultureInfo.InvariantCulture,
            $"PRAGMA application_id = {schema.ApplicationId}; PRAGMA user_version = {schema.Version};"));
    }

    /// <summary>Changing the journal mode takes the file exclusively and does not wait by itself.</summary>
    private static void UseWriteAheadLog(Connection connection, Patience patience) => patience.Retry(() =>
    {
        using var statement = connection.Prepare("PRAGMA journal_mode = WAL");
        statement.Step();
        if (!statement.Text(0).Equals("wal", StringComparison.OrdinalIgnoreCase)) throw connection.Error(raw.SQLITE_BUSY);
    });
}
