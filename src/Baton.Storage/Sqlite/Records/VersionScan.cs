using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Every version there is, page by page in the order written.</summary>
internal static class VersionScan
{
    public static List<StoredRow> Page(Connection connection, long after, int limit)
    {
        var numbers = new List<long>(limit);
        using (var row = connection.Prepare("SELECT no FROM versions WHERE no > ? ORDER BY no LIMIT ?").Bind(after).Bind((long)limit))
        {
            while (row.Step()) numbers.Add(row.Int64(0));
        }
        var page = new List<StoredRow>(numbers.Count);
        if (numbers.Count == 0) return page;
        using var version = connection.Prepare(VersionRow.Select + " WHERE v.no > ? AND v.no <= ? ORDER BY v.no").Bind(after).Bind(numbers[^1]);
        while (version.Step()) page.Add(new StoredRow(numbers[page.Count], VersionRow.Read(version)));
        return page;
    }
}
