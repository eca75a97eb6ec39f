using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Tests.Transfer.Foreign;

/// <summary>A small store of each system, in the form that it documents and writes.</summary>
internal static class Samples
{
    public const string M3 = """
        {"exported_at": "2026-02-20T10:00:00+00:00", "item_count": 3, "items": [
          {"id": "0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a01", "type": "decision", "title": "Ports", "content": "The relay listens on 7000\r\n🔑", "metadata_json": "{\"ticket\": \"A-7\"}",
           "agent_id": "alpha", "model_id": "opus", "change_agent": "alpha", "importance": 0.8, "source": "agent", "origin_device": "mac", "user_id": "ann", "scope": "agent",
           "expires_at": null, "created_at": "2025-11-02T09:30:00Z", "updated_at": "2025-11-02T09:30:00Z", "valid_from": "2025-11-01T00:00:00Z", "valid_to": null,
           "content_hash": "x", "is_deleted": 0, "embeddings": [], "relationships": [{"to_id": "0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a02", "relationship_type": "supersedes", "created_at": "2025-11-02T09:30:00Z"}]},
          {"id": "0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a02", "type": "decision", "title": "Ports", "content": "The relay listens on 6000", "metadata_json": {"ticket": "A-6"}, "agent_id": "beta",
           "importance": 0.5, "created_at": "2025-10-01T09:30:00.123456", "is_deleted": 0,
           "relationships": [{"to_id": "0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a01", "relationship_type": "references", "created_at": "2025-11-02T09:30:00Z"}]},
          {"id": "0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a03", "type": "fact", "content": "gone", "is_deleted": 1, "relationships": []}
        ]}
        """;

    public const string Handoff = """
        {"timestamp": "2026-01-05T08:00:00.123456", "source_instance": "claude-desk", "source_session_id": "s-1", "thread": "relay", "note": "Finish the relay test next.", "consumed_at": null, "consumed_by": null}
        """;

    public const string ConsumedHandoff = """
        {"timestamp": "2026-01-04T08:00:00", "source_instance": "claude-desk", "source_session_id": "s-0", "thread": "relay", "note": "Start the relay test.", "consumed_at": "2026-01-05T07:00:00", "consumed_by": "claude-lab"}
        """;

    public const string Insights =
        """{"timestamp": "2026-01-02T10:00:00+00:00", "domain": "relay, ports", "content": "Port 7000 is open.", "intensity": 0.9, "layer": "ground_truth", "session_id": "s-1"}""" + "\n"
        + """{"timestamp": "2026-01-03T10:00:00+00:00", "domain": "relay", "content": "The relay may be slow because of TLS.", "intensity": 0.4, "layer": "hypothesis", "confidence": 0.6, "session_id": "s-1"}""" + "\n";

    public const string Learnings = """{"timestamp": "2026-01-02T11:00:00+00:00", "what_happened": "The deploy failed.", "what_learned": "Warm the cache first.", "applies_to": "deploy", "session_id": "s-1"}""" + "\n";

    public const string Threads = """{"timestamp": "2026-01-02T12:00:00+00:00", "thread_id": "thread_20260102_120000_abcdef01", "question": "Why does the relay restart?", "context": "seen twice", "domain": "relay", "session_id": "s-1", "layer": "open_thread", "resolved": false}""" + "\n";

    public const string Conversation = """
        {"key": "login", "title": "Login", "format": "structured", "from_ai": "claude", "from_project": "shop", "created_at": "2026-01-07T09:00:00.000Z", "summary": "Login fixed.", "conversation": "## User\r\nFix it 🔑\r\n## Assistant\r\nDone", "status": "pending", "next_action": "Deploy", "tags": ["auth"]}
        """;

    public const string Graph =
        """{"type":"entity","name":"Relay","entityType":"service","observations":["listens on 7000","written in C#"]}""" + "\n"
        + """{"type":"entity","name":"Ann","entityType":"person","observations":[]}""" + "\n"
        + """{"type":"relation","from":"Ann","to":"Relay","relationType":"maintains"}""" + "\n";

    public const string ClaudeMd = "# Shop\r\nUse tabs.\r\n";

    public const string Memory = "---\nname: Deploys\ndescription: when to deploy\ntype: feedback\n---\n\nDeploy on Monday.\n";

    /// <summary>The files of each, with how many records and links they hold.</summary>
    public static TheoryData<string, int, int> All => new()
    {
        { "m3", 2, 2 }, { "sovereign", 6, 0 }, { "conversation-handoff", 1, 0 }, { "ainote", 2, 0 }, { "claude-code", 2, 0 }, { "reference-memory", 2, 1 },
    };

    public static ForeignFile[] Of(string format) => format switch
    {
        "m3" => [Importing.File("export.json", M3)],
        "sovereign" =>
        [
            Importing.File("handoffs/20260105T080000_123456_claude-desk_relay_abc123.json", Handoff), Importing.File("handoffs/20260104T080000_000000_claude-desk_relay_def456.json", ConsumedHandoff),
            Importing.File("chronicle/insights/relay/s-1.jsonl", Insights), Importing.File("chronicle/learnings/deploy.jsonl", Learnings), Importing.File("chronicle/open_threads/relay.jsonl", Threads),
        ],
        "conversation-handoff" => [Importing.File("login", Conversation)],
        "ainote" => [Importing.File("handoffs/atlas-login-2026-01-08.txt", "Login: fixed\r\nNext: deploy"), Importing.File("handoffs/atlas-log-in-0930-2026-01-09.txt", "morning")],
        "claude-code" => [Importing.File("CLAUDE.md", ClaudeMd), Importing.File("memory/deploys.md", Memory)],
        "reference-memory" => [Importing.File("memory.json", Graph)],
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
