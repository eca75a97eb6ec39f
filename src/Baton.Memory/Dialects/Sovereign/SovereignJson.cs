using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Memories and handoffs in the dialect's words.</summary>
internal static class SovereignJson
{
    public static void Memories(Utf8JsonWriter json, string name, ImmutableArray<MemoryRecord> memories)
        => All(json, name, memories, Memory);

    /// <summary>A list, also when it is empty.</summary>
    public static void All<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.Objects(name, items, write);
        if (items.IsEmpty) json.AllTexts(name, []);
    }

    public static void Memory(Utf8JsonWriter json, MemoryRecord memory)
    {
        json.WriteString("id", memory.Id);
        json.WriteString("type", memory.Type);
        json.WriteString("domain", SovereignLabels.DomainOf(memory));
        json.Text("title", memory.Title);
        JsonContent.Write(json, "content", memory);
        json.WriteString("layer", LayerOf(memory));
        json.Number("intensity", memory.Importance);
        json.Number("confidence", memory.Confidence);
        json.WriteString("by", memory.CreatedBy.Principal);
        json.Instant("created_at", memory.CreatedAt);
        json.Instant("updated_at", memory.UpdatedAt);
        json.Text("superseded_by", memory.SupersededBy);
        json.Labels(memory.Labels);
        json.Suspicious(memory.Suspicious);
    }

    /// <summary>The dialect's word where one was given, else the native layer in its words.</summary>
    public static string LayerOf(MemoryRecord memory) => memory.Labels.GetValueOrDefault(SovereignLabels.Layer)
        ?? (memory.Type == SovereignTypes.OpenThread ? "open_thread" : memory.Layer == MemoryLayer.Hypothesis ? "hypothesis" : "ground_truth");

    public static void Handoff(Utf8JsonWriter json, Handoff handoff, DateTimeOffset now)
    {
        json.WriteString("id", handoff.Id);
        json.WriteString("handoff_path", handoff.Id);
        json.Text("thread", handoff.Thread);
        json.WriteString("project", handoff.Project);
        json.WriteString("status", handoff.StatusAt(now));
        json.WriteString("summary", handoff.Summary);
        json.Texts("decisions", handoff.Decisions);
        json.Texts("pending", handoff.Pending);
        json.Texts("changed", handoff.Changed);
        json.Texts("next_priorities", handoff.NextActions);
        json.Texts("blockers", handoff.Blockers);
        json.WriteString("by", handoff.CreatedBy.Principal);
        json.Text(SovereignLabels.SourceInstance, handoff.Labels.GetValueOrDefault(SovereignLabels.SourceInstance));
        json.Instant("created_at", handoff.CreatedAt);
    }

    /// <summary>Memories in marked blocks.</summary>
    public static StringBuilder Append(this StringBuilder text, string heading, Listed<MemoryRecord> memories)
    {
        text.Append(CultureInfo.InvariantCulture, $"{heading}: {memories.Total ?? memories.Records.Length}{(memories.Total is null && memories.HasMore ? " and more" : "")}\n");
        foreach (var memory in memories.Records) MemoryText.Append(text, memory);
        return text;
    }

    public static StringBuilder Append(this StringBuilder text, Handoff handoff, string content)
    {
        MarkedBlock.Append(text, HandoffText.Label(handoff), content);
        return text;
    }
}
