namespace Baton.Storage.Sqlite.Schema;

/// <summary>Migrations of <c>memory.db</c>.</summary>
/// <remarks>
/// Instants are UTC ticks of 100 ns. <c>place</c> is the project's number, or 0 for what is shared with every project: one
/// column answers "this project and what is shared". <c>recorded_from</c> and <c>recorded_to</c> are the half-open span in
/// which a version was in force, so that "now" and "known at" are one predicate; they never overlap, even when the clock
/// steps back. Full-text tables are made per partition (see <c>Search/PartitionTable.cs</c>);
/// the head of a text stands apart from its rest, so that ranking a long one reads a page of it.
/// </remarks>
internal static class MemorySchema
{
    public const string Version1 = """
        CREATE TABLE projects (
            no INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            remote TEXT,
            secrets INTEGER NOT NULL,
            approve_suspicious INTEGER NOT NULL,
            created_at INTEGER NOT NULL);

        CREATE TABLE authors (
            no INTEGER PRIMARY KEY,
            grant_label TEXT NOT NULL,
            principal TEXT NOT NULL,
            client TEXT,
            client_version TEXT,
            session TEXT);
        CREATE INDEX authors_by_name ON authors (grant_label, principal, client, client_version, session);

        CREATE TABLE versions (
            no INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            project INTEGER NOT NULL REFERENCES projects (no),
            place INTEGER NOT NULL,
            visibility INTEGER NOT NULL,
            owner TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            recorded_from INTEGER NOT NULL,
            recorded_to INTEGER,
            deleted_at INTEGER,
            expires_at INTEGER,
            superseded_by TEXT,
            valid_from INTEGER,
            valid_to INTEGER,
            status TEXT,
            claim_until INTEGER,
            key TEXT,
            thread TEXT,
            position INTEGER,
            recipient TEXT,
            type TEXT,
            pinned INTEGER NOT NULL,
            priority INTEGER NOT NULL,
            importance REAL,
            created_at INTEGER NOT NULL,
            content_hash TEXT,
            author INTEGER NOT NULL REFERENCES authors (no),
            request TEXT NOT NULL,
            operation TEXT NOT NULL,
            creator INTEGER NOT NULL REFERENCES authors (no),
            created_request TEXT NOT NULL,
            created_operation TEXT NOT NULL,
            tags TEXT NOT NULL,
            body_bytes INTEGER,
            body_sha256 BLOB,
            body_segments BLOB,
            data BLOB NOT NULL,
            UNIQUE (id, version));
        CREATE UNIQUE INDEX versions_in_force ON versions (id) WHERE recorded_to IS NULL;
        CREATE INDEX versions_by_place ON versions (kind, place, recorded_to, recorded_at, id);
        CREATE INDEX versions_by_time ON versions (recorded_at, id, kind, recorded_to);
        CREATE INDEX versions_by_key ON versions (key, kind, recorded_to) WHERE key IS NOT NULL;
        CREATE INDEX versions_by_thread ON versions (thread, kind, recorded_to, recorded_at) WHERE thread IS NOT NULL;
        CREATE INDEX versions_by_position ON versions (thread, position, kind) WHERE position IS NOT NULL;
        CREATE INDEX versions_by_hash ON versions (content_hash, recorded_to) WHERE content_hash IS NOT NULL;

        CREATE TABLE version_tags (
            version INTEGER NOT NULL REFERENCES versions (no),
            tag TEXT NOT NULL,
            PRIMARY KEY (version, tag)) WITHOUT ROWID;

        CREATE TABLE segments (
            no INTEGER PRIMARY KEY,
            sha256 BLOB NOT NULL UNIQUE,
            bytes BLOB NOT NULL);

        CREATE TABLE links (
            no INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            relation TEXT NOT NULL,
            author INTEGER NOT NULL REFERENCES authors (no),
            request TEXT NOT NULL,
            operation TEXT NOT NULL,
            added_at INTEGER NOT NULL,
            removed_at INTEGER,
            remover INTEGER REFERENCES authors (no),
            removed_request TEXT,
            removed_operation TEXT);
        CREATE UNIQUE INDEX links_in_force ON links (source, target, relation) WHERE removed_at IS NULL;
        CREATE INDEX links_by_source ON links (source);
        CREATE INDEX links_by_target ON links (target);

        CREATE TABLE idempotency (
            grant_label TEXT NOT NULL,
            key TEXT NOT NULL,
            operation TEXT NOT NULL,
            request_hash TEXT NOT NULL,
            reply_text TEXT NOT NULL,
            reply BLOB NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (grant_label, key));
        CREATE INDEX idempotency_by_time ON idempotency (at);

        CREATE TABLE presence (
            grant_label TEXT NOT NULL,
            client TEXT NOT NULL,
            project TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (grant_label, client, project)) WITHOUT ROWID;

        CREATE TABLE partitions (
            no INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            place INTEGER NOT NULL,
            owner TEXT NOT NULL,
            past INTEGER NOT NULL,
            records INTEGER NOT NULL DEFAULT 0,
            words INTEGER NOT NULL DEFAULT 0,
            vectors_removed INTEGER NOT NULL DEFAULT 0,
            UNIQUE (kind, place, owner, past));

        CREATE TABLE texts (
            no INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            first_version INTEGER NOT NULL,
            last_version INTEGER,
            partition INTEGER NOT NULL REFERENCES partitions (no),
            digest BLOB NOT NULL,
            title TEXT NOT NULL,
            keywords TEXT NOT NULL,
            words INTEGER NOT NULL,
            head TEXT NOT NULL,
            rest TEXT NOT NULL);
        CREATE INDEX texts_by_id ON texts (id, first_version);
        CREATE INDEX texts_by_partition ON texts (partition);

        CREATE TABLE vector_models (
            no INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE);

        CREATE TABLE vectors (
            no INTEGER PRIMARY KEY AUTOINCREMENT,
            text INTEGER NOT NULL UNIQUE,
            partition INTEGER NOT NULL REFERENCES partitions (no),
            model INTEGER NOT NULL REFERENCES vector_models (no),
            scale REAL NOT NULL,
            data BLOB NOT NULL);
        CREATE INDEX vectors_by_partition ON vectors (partition, model, no);
        """;

    /// <summary>Tombstones of what an operator destroyed, and how long a project keeps what nobody touches.</summary>
    public const string Version2 = """
        CREATE TABLE tombstones (
            no INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind INTEGER NOT NULL,
            at INTEGER NOT NULL,
            why TEXT NOT NULL,
            author INTEGER NOT NULL REFERENCES authors (no),
            request TEXT NOT NULL,
            operation TEXT NOT NULL);

        ALTER TABLE projects ADD COLUMN retention INTEGER;
        """;

    /// <summary>Finds what an author wrote last.</summary>
    public const string Version3 = """
        CREATE INDEX versions_by_author ON versions (author, recorded_at);
        """;

    /// <summary>How far a memory is to be trusted, where ranking reads it.</summary>
    public const string Version4 = """
        ALTER TABLE versions ADD COLUMN layer TEXT;
        UPDATE versions SET layer = json_extract(CAST(data AS TEXT), '$.layer') WHERE kind = 1;
        """;

    /// <summary>What every session begins with, found at the cost of its own rows (see <c>Records/ListIndex.cs</c>).</summary>
    public const string Version5 = """
        CREATE INDEX versions_open ON versions (place, recorded_at, id, priority, pinned, recipient)
            WHERE recorded_to IS NULL AND kind = 0 AND status IN ('open', 'claimed');
        CREATE INDEX versions_pinned ON versions (kind, place, recorded_at, id)
            WHERE recorded_to IS NULL AND pinned = 1;
        CREATE INDEX versions_marked ON versions (kind, place, type, recorded_at, id)
            WHERE recorded_to IS NULL AND type IN ('question', 'warning');
        """;

    /// <summary>Threads of one name in many projects: each is found at the cost of its own records.</summary>
    public const string Version6 = """
        DROP INDEX versions_by_thread;
        DROP INDEX versions_by_position;
        CREATE INDEX versions_by_thread ON versions (thread, project, kind, recorded_to, recorded_at) WHERE thread IS NOT NULL;
        CREATE INDEX versions_by_position ON versions (thread, project, kind, position) WHERE position IS NOT NULL;
        """;

    /// <summary>Inboxes, in the order in which their notices were sent.</summary>
    public const string Version7 = """
        CREATE INDEX versions_sent ON versions (recipient, place, created_at, id)
            WHERE recorded_to IS NULL AND kind = 4;
        """;

    /// <summary>
    /// What is only supposed, found without a look at what is known. The other way round would take a page more of every write,
    /// since nearly every memory is of that kind.
    /// </summary>
    public const string Version8 = """
        CREATE INDEX versions_supposed ON versions (place, recorded_at, id)
            WHERE recorded_to IS NULL AND layer = 'hypothesis';
        """;
}
