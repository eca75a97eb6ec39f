using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Searching;

/// <summary>A result of a search: a memory or a handoff.</summary>
internal sealed record M3Found(SearchHit Hit, MemoryRecord? Memory, Handoff? Handoff)
{
    public void Append(StringBuilder text)
    {
        if (Memory is { } memory) MemoryText.Append(text, memory, TokenCount.Of(memory.Content ?? "") > 400 ? $"{memory.Title}\n{Hit.Snippet.Text}\n(memory_get {memory.Id} has the whole)" : null);
        else MarkedBlock.Append(text, HandoffText.Label(Handoff!), Handed(Handoff!));
    }

    private static string Handed(Handoff handoff)
        => (handoff.Title is { } title ? title + ": " : "") + Excerpt.Line(handoff.Summary, 400)
        + (handoff.NextActions.IsEmpty ? "" : $"\nNext: {string.Join("; ", handoff.NextActions)}");

    public void Write(Utf8JsonWriter json, bool explain, DateTimeOffset now)
    {
        if (Memory is { } memory) M3Rows.Memory(json, memory);
        else M3Rows.Handoff(json, Handoff!, now);
        json.Text(M3Labels.Role, Memory?.Labels.GetValueOrDefault(M3Labels.Role));
        SearchJson.Hit(json, Hit, explain);
    }
}
