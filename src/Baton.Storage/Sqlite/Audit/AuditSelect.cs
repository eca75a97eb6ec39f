using System.Text;
using Baton.Gateway.Audit;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Audit;

/// <summary>Turns a query into SQL and rows.</summary>
internal static class AuditSelect
{
    private const string Columns = "sequence, time, kind, grant_label, server, tool, outcome, request_id, body, mac";

    // Few rows name inner tools, so only those are taken apart.
    private const string Inner =
        "(instr(body, CAST('\"inner_tools\"' AS BLOB)) AND EXISTS (SELECT 1 FROM json_each(CAST(body AS TEXT), '$.inner_tools') WHERE value = ?))";

    public static IEnumerable<AuditRow> Rows(Connection connection, AuditQuery query)
    {
        using var statement = connection.Prepare(Sql(query));
        Bind(statement, query, query.Since is { } since ? Math.Max(query.After, AuditInstant.From(connection, since) - 1) : query.After);
        while (statement.Step())
        {
            yield return new AuditRow(statement.Int64(0), statement.Instant(1), statement.Bytes(8).ToArray(), statement.Bytes(9).ToArray())
            {
                Index = new AuditIndex(
                    statement.Text(2), statement.NullableText(3), statement.NullableText(4), statement.NullableText(5),
                    statement.Text(6), statement.NullableText(7)),
            };
        }
    }

    private static string Sql(AuditQuery query)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM entries WHERE sequence > ?");
        if (query.Grant is not null) sql.Append(" AND grant_label = ?");
        if (query.Server is not null) sql.Append(" AND server = ?");
        if (query.Tool is not null) sql.Append($" AND (tool = ? OR {Inner})");
        if (query.Outcome is not null) sql.Append(" AND outcome = ?");
        if (query.Kind is not null) sql.Append(" AND kind = ?");
        if (query.RequestId is not null) sql.Append(" AND request_id = ?");
        if (query.Until is not null) sql.Append(" AND time < ?");
        if (query.Last is null) return sql.Append(" ORDER BY sequence").ToString();
        return $"SELECT * FROM ({sql} ORDER BY sequence DESC LIMIT ?) ORDER BY sequence";
    }

    private static void Bind(Statement statement, AuditQuery query, long after)
    {
        statement.Bind(after);
        foreach (var text in (ReadOnlySpan<string?>)[query.Grant, query.Server, query.Tool, query.Tool, query.Outcome, query.Kind, query.RequestId])
        {
            if (text is not null) statement.Bind(text);
        }
        if (query.Until is { } until) statement.Bind(until);
        if (query.Last is { } last) statement.Bind((long)last);
    }
}
