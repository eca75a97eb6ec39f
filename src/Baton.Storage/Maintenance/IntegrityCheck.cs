using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;

namespace Baton.Storage.Maintenance;

/// <summary>
/// Reads everything and says what is wrong: what <c>baton doctor</c> shows. It changes nothing, and holds up writers only
/// while it is inside one full-text index.
/// </summary>
public static class IntegrityCheck
{
    private const int MaxProblems = 100;

    /// <summary>Runs every check on every database of the folder.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="progress">Told of each result as it comes.</param>
    /// <param name="cancellationToken">Ends the work between checks.</param>
    /// <returns>All results, in order; none when the folder holds no database.</returns>
    public static IReadOnlyList<CheckResult> Run(DataFolder folder, Action<CheckResult>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var results = new List<CheckResult>();
        foreach (var schema in Schemas.All.Where(schema => File.Exists(folder.File(schema.FileName))))
        {
            foreach (var result in Check(folder.File(schema.FileName), schema, cancellationToken))
            {
                results.Add(result);
                progress?.Invoke(result);
            }
        }
        return results;
    }

    private static IEnumerable<CheckResult> Check(string path, DatabaseSchema schema, CancellationToken cancellationToken)
    {
        Connection? connection = null;
        var opened = Guard(schema, "opens", () => connection = Open(path, schema));
        yield return opened;
        if (opened.IsSound)
        {
            using (connection)
            {
                foreach (var (name, check) in ChecksOf(schema))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var problems = new List<string>();
                    var result = Guard(schema, name, () => problems.AddRange(check(connection!).Take(MaxProblems)));
                    yield return result.IsSound ? result with { Problems = problems } : result;
                }
            }
        }
        connection?.Dispose();
    }

    private static Connection Open(string path, DatabaseSchema schema)
    {
        var connection = Connection.Open(path, OpenMode.ReadWrite);
        try
        {
            connection.SetBusyTimeout(TimeSpan.FromSeconds(30));
            Migrator.ReadVersion(connection, schema);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static IEnumerable<(string Name, Func<Connection, IEnumerable<string>> Check)> ChecksOf(DatabaseSchema schema)
    {
        yield return ("pages and indexes", Pages);
        yield return ("references", References);
        if (schema != Schemas.Memory) yield break;
        yield return ("bodies", MemoryChecks.Bodies);
        yield return ("versions", MemoryChecks.Versions);
        yield return ("full text", MemoryChecks.FullText);
    }

    private static IEnumerable<string> Pages(Connection connection)
    {
        using var row = connection.Prepare("PRAGMA integrity_check(100)");
        while (row.Step())
        {
            if (row.Text(0) != "ok") yield return row.Text(0);
        }
    }

    private static IEnumerable<string> References(Connection connection)
    {
        using var row = connection.Prepare("PRAGMA foreign_key_check");
        while (row.Step()) yield return $"row {row.Int64(1)} of {row.Text(0)} names a row of {row.Text(2)} that is not there";
    }

    private static CheckResult Guard(DatabaseSchema schema, string name, Action check)
    {
        try
        {
            check();
            return new CheckResult(schema.FileName, name, []);
        }
        catch (SqliteError error)
        {
            return new CheckResult(schema.FileName, name, [error.Explain().Message]) { IsDiskFull = error.IsDiskFull };
        }
        catch (StoreUnavailableException exception)
        {
            return new CheckResult(schema.FileName, name, [exception.Message]);
        }
    }
}
