namespace Baton.Storage.Sqlite.Schema;

/// <summary>Migrations of <c>gateway.db</c>.</summary>
/// <remarks>
/// Instants are UTC ticks of 100 ns; lists and maps are JSON. <c>configuration.generation</c> grows with every change of what
/// a running gateway holds in memory; triggers see to it, so that no writer can forget.
/// </remarks>
internal static class GatewaySchema
{
    public const string Version1 = """
        CREATE TABLE configuration (one INTEGER PRIMARY KEY CHECK (one = 1), generation INTEGER NOT NULL);
        INSERT INTO configuration VALUES (1, 1);

        CREATE TABLE grants (
            id TEXT PRIMARY KEY,
            label TEXT NOT NULL,
            principal TEXT NOT NULL,
            secrets TEXT NOT NULL,
            servers TEXT NOT NULL,
            projects TEXT NOT NULL,
            roles TEXT NOT NULL,
            toolsets TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER,
            revoked_at INTEGER) WITHOUT ROWID;
        CREATE UNIQUE INDEX grants_by_label ON grants (label) WHERE revoked_at IS NULL;

        CREATE TABLE servers (
            name TEXT PRIMARY KEY,
            config TEXT NOT NULL,
            secrets BLOB NOT NULL,
            created_at INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE policies (
            name TEXT NOT NULL,
            revision INTEGER NOT NULL,
            text TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            note TEXT,
            PRIMARY KEY (name, revision)) WITHOUT ROWID;

        CREATE TABLE operator_lock (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            salt BLOB NOT NULL,
            rounds INTEGER NOT NULL,
            hash BLOB NOT NULL);

        CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), time INTEGER NOT NULL);
        INSERT INTO clock VALUES (1, 0);

        CREATE TABLE limit_windows (key TEXT PRIMARY KEY, state BLOB NOT NULL, stale_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX limit_windows_by_age ON limit_windows (stale_at);
        CREATE TABLE limit_leases (key TEXT NOT NULL, hold BLOB NOT NULL, place INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            PRIMARY KEY (key, hold, place)) WITHOUT ROWID;
        CREATE INDEX limit_leases_by_hold ON limit_leases (hold);
        CREATE TABLE limit_returns (hold BLOB PRIMARY KEY, time INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE approvals (
            id TEXT PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            remember_key TEXT,
            remember INTEGER NOT NULL,
            remember_time INTEGER NOT NULL,
            remembered_until INTEGER,
            state TEXT NOT NULL,
            timeout INTEGER NOT NULL,
            grant_label TEXT NOT NULL,
            principal TEXT NOT NULL,
            client TEXT,
            server TEXT NOT NULL,
            tool TEXT NOT NULL,
            category TEXT,
            rule TEXT NOT NULL,
            message TEXT NOT NULL,
            policy TEXT,
            definition_hash TEXT,
            arguments BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            decided_at INTEGER,
            decided_by TEXT,
            reason TEXT,
            used_at INTEGER) WITHOUT ROWID;
        CREATE INDEX approvals_by_fingerprint ON approvals (fingerprint, expires_at);
        CREATE INDEX approvals_by_likeness ON approvals (remember_key, remembered_until) WHERE remember_key IS NOT NULL;
        CREATE INDEX approvals_open ON approvals (grant_label, expires_at) WHERE state = 'pending';

        CREATE TRIGGER grants_added AFTER INSERT ON grants BEGIN UPDATE configuration SET generation = generation + 1; END;
        CREATE TRIGGER grants_changed AFTER UPDATE ON grants BEGIN UPDATE configuration SET generation = generation + 1; END;
        CREATE TRIGGER servers_added AFTER INSERT ON servers BEGIN UPDATE configuration SET generation = generation + 1; END;
        CREATE TRIGGER servers_changed AFTER UPDATE ON servers BEGIN UPDATE configuration SET generation = generation + 1; END;
        CREATE TRIGGER servers_removed AFTER DELETE ON servers BEGIN UPDATE configuration SET generation = generation + 1; END;
        CREATE TRIGGER policies_added AFTER INSERT ON policies BEGIN UPDATE configuration SET generation = generation + 1; END;
        """;

    /// <summary>Pinned definitions. They have a generation of their own, since a server's lists change them, not only the operator.</summary>
    public const string Version2 = """
        CREATE TABLE pin_clock (one INTEGER PRIMARY KEY CHECK (one = 1), generation INTEGER NOT NULL);
        INSERT INTO pin_clock VALUES (1, 1);

        CREATE TABLE pin_lists (server TEXT NOT NULL, kind TEXT NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY (server, kind)) WITHOUT ROWID;
        CREATE TABLE pin_trust (server TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE pins (
            number INTEGER PRIMARY KEY,
            server TEXT NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            hash TEXT NOT NULL,
            definition TEXT NOT NULL,
            state TEXT NOT NULL,
            grade TEXT,
            previous_name TEXT,
            changes TEXT NOT NULL,
            seen_at INTEGER NOT NULL,
            decided_at INTEGER,
            decided_by TEXT);
        CREATE UNIQUE INDEX pins_approved ON pins (server, kind, name) WHERE state = 'approved';
        CREATE UNIQUE INDEX pins_waiting ON pins (server, kind, name) WHERE state IN ('held', 'rejected');
        CREATE INDEX pins_by_name ON pins (server, kind, name, number);

        CREATE TRIGGER pins_added AFTER INSERT ON pins BEGIN UPDATE pin_clock SET generation = generation + 1; END;
        CREATE TRIGGER pins_changed AFTER UPDATE ON pins BEGIN UPDATE pin_clock SET generation = generation + 1; END;
        CREATE TRIGGER pins_removed AFTER DELETE ON pins BEGIN UPDATE pin_clock SET generation = generation + 1; END;
        CREATE TRIGGER pin_lists_added AFTER INSERT ON pin_lists BEGIN UPDATE pin_clock SET generation = generation + 1; END;
        CREATE TRIGGER pin_lists_removed AFTER DELETE ON pin_lists BEGIN UPDATE pin_clock SET generation = generation + 1; END;
        CREATE TRIGGER pin_trust_added AFTER INSERT ON pin_trust BEGIN UPDATE pin_clock SET generation = generation + 1; END;
        CREATE TRIGGER pin_trust_removed AFTER DELETE ON pin_trust BEGIN UPDATE pin_clock SET generation = generation + 1; END;
        CREATE TRIGGER servers_unpinned AFTER DELETE ON servers BEGIN
            DELETE FROM pins WHERE server = OLD.name;
            DELETE FROM pin_lists WHERE server = OLD.name;
            DELETE FROM pin_trust WHERE server = OLD.name;
        END;
        """;

    /// <summary>The dialect of a grant.</summary>
    public const string Version3 = "ALTER TABLE grants ADD COLUMN dialect TEXT;";
}
