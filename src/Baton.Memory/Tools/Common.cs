using System.Collections.Immutable;
using Baton.Memory.Records;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

/// <summary>Parameters and schemas that several tools share.</summary>
internal static class Common
{
    public static readonly Parameter Id = new("id", Plain) { About = "Id, or 6+ characters of it." };
    public static readonly Parameter Key = new("key", Plain);
    public static readonly Parameter Project = new("project", Plain);
    public static readonly Parameter Thread = new("thread", Plain);
    public static readonly Parameter ClearableThread = Thread with { Clearable = true };
    public static readonly Parameter IfMatch = new("if_match", Integer) { Least = 1, Most = int.MaxValue, About = "Version you saw; a newer one is an error with a diff." };
    public static readonly Parameter IdempotencyKey = new("idempotency_key", Plain) { Rare = true, About = "A repeat within 24 h returns the first result." };
    public static readonly Parameter ClaimToken = new("claim_token", Plain);
    public static readonly Parameter Ttl = new("ttl", Duration) { Clearable = true, About = "30d, or seconds." };
    public static readonly Parameter Pinned = new("pinned", ParameterKind.Boolean) { Clearable = true };
    public static readonly Parameter Tags = new("tags", Texts) { Clearable = true };
    public static readonly Parameter AnyTags = new("tags", Texts) { OrOne = true };
    public static readonly Parameter Cursor = new("cursor", Plain);

    public static Parameter List(string name, string? about = null) => new(name, Texts) { Clearable = true, About = about };

    public static Parameter Limit(int most, int standard) => new("limit", Integer) { Least = 1, Most = most, About = $"Default {standard}." };

    public static readonly ImmutableArray<string> WritableStatuses = [HandoffStatus.Open, HandoffStatus.Done, HandoffStatus.Archived];

    /// <summary>A handoff in a reply.</summary>
    public const string HandoffSchema =
        """{"type":"object","properties":{"id":{"type":"string"},"key":{"type":"string"},"project":{"type":"string"},"version":{"type":"integer"},"status":{"type":"string"},"bytes":{"type":"integer"},"sha256":{"type":"string"},"expires_at":{"type":"string"}},"required":["id","key","project","version","status","bytes"]}""";

    /// <summary>A handoff where its short form was declared already.</summary>
    public const string HandoffBrief = """{"type":"object","properties":{"id":{"type":"string"},"version":{"type":"integer"},"status":{"type":"string"}},"required":["id","version","status"]}""";

    public const string MemoryBrief = """{"type":"object","properties":{"id":{"type":"string"},"version":{"type":"integer"}},"required":["id","version"]}""";

    public const string ObjectList = """{"type":"array","items":{"type":"object"}}""";

    public const string TextList = """{"type":"array","items":{"type":"string"}}""";
}
