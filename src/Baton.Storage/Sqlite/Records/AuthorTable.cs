using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Who writes, kept once for all that they wrote; the request and the operation stay with what was written.</summary>
internal static class AuthorTable
{
    /// <summary>The columns that <see cref="Read"/> takes, of an author under an alias.</summary>
    public static string Columns(string alias)
        => $"{alias}.grant_label, {alias}.principal, {alias}.client, {alias}.client_version, {alias}.session";

    /// <summary>The number of an author, made when it is new.</summary>
    public static long Intern(Connection connection, Provenance by)
    {
        using (var row = connection.Prepare(
            "SELECT no FROM authors WHERE grant_label = ? AND principal = ? AND client IS ? AND client_version IS ? AND session IS ?"))
        {
            Bind(row, by);
            if (row.Step()) return row.Int64(0);
        }
        using var insert = connection.Prepare(
            "INSERT INTO authors (grant_label, principal, client, client_version, session) VALUES (?, ?, ?, ?, ?)");
        Bind(insert, by);
        insert.Run();
        return connection.LastRowId;
    }

    /// <param name="row">The row.</param>
    /// <param name="column">Where <see cref="Columns"/> starts.</param>
    /// <param name="request">The request id.</param>
    /// <param name="operation">The tool or command.</param>
    public static Provenance Read(Statement row, int column, string request, string operation) => new(
        row.Text(column), row.Text(column + 1), row.NullableText(column + 2), row.NullableText(column + 3), row.NullableText(column + 4),
        request, operation);

    private static void Bind(Statement statement, Provenance by)
        => statement.Bind(by.Grant).Bind(by.Principal).Bind(by.Client).Bind(by.ClientVersion).Bind(by.Session);
}
