using System.Collections.Immutable;

namespace Baton.Memory.Dialects.M3.Meta;

/// <summary>The groups in which M3 lists its tools.</summary>
internal static class M3Domains
{
    public static ImmutableArray<string> Names { get; } = ["admin", "agent", "conversations", "memory", "tasks"];

    private static readonly ImmutableHashSet<string> Admin =
        ["memory_maintenance", "memory_lifecycle_summary", "memory_dedup", "memory_set_retention", "memory_export", "memory_import", "memory_refresh_queue"];

    public static bool IsMeta(string tool) => tool is "m3_index" or "m3_call" or "tools_list_domains";

    public static string Of(string tool)
        => Admin.Contains(tool) ? "admin"
            : tool.StartsWith("agent_", StringComparison.Ordinal) || tool.StartsWith("notif", StringComparison.Ordinal) ? "agent"
            : tool.StartsWith("conversation_", StringComparison.Ordinal) ? "conversations"
            : tool.StartsWith("task_", StringComparison.Ordinal) ? "tasks"
            : "memory";
}
