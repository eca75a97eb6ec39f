using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>How much is kept under an agent's name, as <c>memory_set_retention</c> said; itself a memory, so that it is versioned.</summary>
/// <param name="Agent">The name in the label.</param>
/// <param name="Most">How many memories.</param>
/// <param name="Days">For how long; 0 for ever.</param>
/// <param name="Archives">Whether the rest is archived, or only counted.</param>
internal sealed record RetentionRule(string Agent, long Most, long Days, bool Archives)
{
    public static string KeyOf(string agent) => $"m3/retention/{agent}";

    public static RetentionRule From(Arguments arguments) => new(
        arguments.RequiredText("agent_id"), arguments.Integer("max_memories") ?? 1000, arguments.Integer("ttl_days") ?? 0, (arguments.Integer("auto_archive") ?? 1) != 0);

    public static RetentionRule Read(MemoryRecord memory)
    {
        using var document = JsonDocument.Parse(memory.Value ?? Encoding.UTF8.GetBytes("{}"));
        var root = document.RootElement;
        return new RetentionRule(root.GetProperty("agent_id").GetString()!, root.GetProperty("max_memories").GetInt64(), root.GetProperty("ttl_days").GetInt64(), root.GetProperty("auto_archive").GetBoolean());
    }

    /// <summary>The memories that are too many or too old; pinned ones never are.</summary>
    /// <param name="newestFirst">The agent's memories.</param>
    /// <param name="now">The moment of the question.</param>
    public ImmutableArray<MemoryRecord> Over(ImmutableArray<MemoryRecord> newestFirst, DateTimeOffset now)
        => [.. newestFirst.Select((memory, place) => (memory, place))
            .Where(one => !one.memory.Pinned && (one.place >= Most || (Days > 0 && one.memory.UpdatedAt <= now.AddDays(-Days))))
            .Select(one => one.memory)];

    public ReadOnlyMemory<byte> Json() => JsonText.Write(json =>
    {
        json.WriteStartObject();
        Members(json);
        json.WriteEndObject();
    });

    public void Members(Utf8JsonWriter json)
    {
        json.WriteString("agent_id", Agent);
        json.WriteNumber("max_memories", Most);
        json.WriteNumber("ttl_days", Days);
        json.WriteBoolean("auto_archive", Archives);
    }
}
