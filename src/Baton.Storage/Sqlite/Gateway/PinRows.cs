using System.Collections.Frozen;
using Baton.Gateway.Pins;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>The statements about pins.</summary>
internal static class PinRows
{
    private const string Columns = "kind, name, hash, definition, state, grade, previous_name, changes, seen_at, decided_at, decided_by";

    /// <summary>Notes that a list of that kind was seen; false when one was seen before.</summary>
    public static bool MarkSeen(Connection connection, string server, PinKind kind, DateTimeOffset now)
    {
        using var insert = connection.Prepare("INSERT OR IGNORE INTO pin_lists (server, kind, seen_at) VALUES (?, ?, ?)");
        insert.Bind(server).Bind(PinKinds.Word(kind)).Bind(now).Run();
        return connection.Changes > 0;
    }

    /// <summary>Whether a name has that very definition in one of two states.</summary>
    public static bool Has(Connection connection, string server, PinKey key, string hash, string state, string orState)
    {
        using var row = connection.Prepare("SELECT 1 FROM pins WHERE server = ? AND kind = ? AND name = ? AND hash = ? AND state IN (?, ?)");
        return row.Bind(server).Bind(PinKinds.Word(key.Kind)).Bind(key.Name).Bind(hash).Bind(state).Bind(orState).Step();
    }

    /// <summary>Drops what waits or was rejected under a name; false when nothing did.</summary>
    public static bool DropWaiting(Connection connection, string server, PinKey key)
    {
        using var delete = connection.Prepare("DELETE FROM pins WHERE server = ? AND kind = ? AND name = ? AND state IN ('held', 'rejected')");
        delete.Bind(server).Bind(PinKinds.Word(key.Kind)).Bind(key.Name).Run();
        return connection.Changes > 0;
    }

    public static void Replace(Connection connection, string server, PinKey key)
    {
        using var update = connection.Prepare("UPDATE pins SET state = 'replaced' WHERE server = ? AND kind = ? AND name = ? AND state = 'approved'");
        update.Bind(server).Bind(PinKinds.Word(key.Kind)).Bind(key.Name).Run();
    }

    public static void Insert(Connection connection, string server, PinDraft draft, PinState state, DateTimeOffset now, string? by)
    {
        using var insert = connection.Prepare("""
            INSERT INTO pins (server, kind, name, hash, definition, state, grade, previous_name, changes, seen_at, decided_at, decided_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        insert.Bind(server).Bind(PinKinds.Word(draft.Kind)).Bind(draft.Name).Bind(draft.Hash).Bind(draft.Definition).Bind(PinColumn.Of(state));
        insert.Bind(draft.Grade is { } grade ? PinColumn.Of(grade) : null).Bind(draft.PreviousName).Bind(PinColumn.Write(draft.Changes));
        insert.Bind(now).Bind(by is null ? null : now).Bind(by).Run();
    }

    /// <summary>Changes the state of the row that waits under a pin's name.</summary>
    public static void Decide(Connection connection, Pin waiting, Pin decided)
    {
        using var update = connection.Prepare("""
            UPDATE pins SET state = ?, decided_at = ?, decided_by = ? WHERE server = ? AND kind = ? AND name = ? AND state IN ('held', 'rejected')
            """);
        update.Bind(PinColumn.Of(decided.State)).Bind(decided.DecidedAt).Bind(decided.DecidedBy);
        update.Bind(waiting.Server).Bind(PinKinds.Word(waiting.Kind)).Bind(waiting.Name).Run();
    }

    public static List<Pin> All(Connection connection, string server)
    {
        using var row = connection.Prepare($"SELECT {Columns} FROM pins WHERE server = ? ORDER BY kind, name, number");
        row.Bind(server);
        var pins = new List<Pin>();
        while (row.Step()) pins.Add(Read(server, row));
        return pins;
    }

    public static Pin? Waiting(Connection connection, string server, PinKey key)
    {
        using var row = connection.Prepare($"SELECT {Columns} FROM pins WHERE server = ? AND kind = ? AND name = ? AND state IN ('held', 'rejected')");
        return row.Bind(server).Bind(PinKinds.Word(key.Kind)).Bind(key.Name).Step() ? Read(server, row) : null;
    }

    /// <summary>The generation is read first and lists before pins: what is missed between two statements is read again.</summary>
    public static PinIndex Index(Connection connection)
    {
        var generation = connection.QueryInt64("SELECT generation FROM pin_clock");
        var servers = new Dictionary<string, Building>(StringComparer.Ordinal);
        Each(connection, "SELECT server, kind FROM pin_lists", row => Of(servers, row).Seen.Add(PinKinds.Of(row.Text(1))));
        Each(connection, "SELECT server FROM pin_trust", row => Of(servers, row).IsTrusted = true);
        Each(connection, "SELECT server, kind, name, hash, state = 'approved' FROM pins WHERE state <> 'replaced'", row =>
        {
            var building = Of(servers, row);
            (row.Bool(4) ? building.Approved : building.Waiting)[new PinKey(PinKinds.Of(row.Text(1)), row.Text(2))] = row.Text(3);
        });
        return new PinIndex(generation, servers.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Build(), StringComparer.Ordinal));
    }

    private static Pin Read(string server, Statement row) => new()
    {
        Server = server,
        Kind = PinKinds.Of(row.Text(0)),
        Name = row.Text(1),
        Hash = row.Text(2),
        Definition = row.Text(3),
        State = PinColumn.State(row.Text(4)),
        Grade = PinColumn.Grade(row.NullableText(5)),
        PreviousName = row.NullableText(6),
        Changes = PinColumn.Changes(row.Bytes(7).ToArray()),
        SeenAt = row.Instant(8),
        DecidedAt = row.NullableInstant(9),
        DecidedBy = row.NullableText(10),
    };

    private static Building Of(Dictionary<string, Building> servers, Statement row)
    {
        var server = row.Text(0);
        if (!servers.TryGetValue(server, out var building)) servers[server] = building = new Building();
        return building;
    }

    private static void Each(Connection connection, string sql, Action<Statement> visit)
    {
        using var row = connection.Prepare(sql);
        while (row.Step()) visit(row);
    }

    private sealed class Building
    {
        public HashSet<PinKind> Seen { get; } = [];

        public bool IsTrusted { get; set; }

        public Dictionary<PinKey, string> Approved { get; } = [];

        public Dictionary<PinKey, string> Waiting { get; } = [];

        public ServerPins Build() => new()
        {
            Seen = Seen.ToFrozenSet(),
            IsTrusted = IsTrusted,
            Approved = Approved.ToFrozenDictionary(),
            Waiting = Waiting.ToFrozenDictionary(),
        };
    }
}
