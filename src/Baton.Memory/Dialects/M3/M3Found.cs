using System.Text;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>A result of a search: a memory or a handoff.</summary>
internal sealed record M3Found(SearchHit Hit, MemoryRecord? Memory, Handoff? Handoff)
{
    public void Append(StringBuilder text)
    {
        if (Memory is { } memory) MemoryText.Append(text, memory, TokenCount.Of(memory.Content ?? "") > 400 ? $"{memory.Title}\n{Hit.Snippet.Text}\n(memory_get {memory.Id} has the whole)" : null);
        else MarkedBlock.Append(text, HandoffText.Label(Handoff!), $"{Handoff!.Title}: {Excerpt.Line(Handoff.Summary, 400)}\nNext: {string.Join("; ", Handoff.NextActions)}");
    }
}
