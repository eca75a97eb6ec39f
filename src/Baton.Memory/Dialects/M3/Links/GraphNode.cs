using System.Text.Json;
using Baton.Memory.Ids;
using Baton.Memory.Links;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Dialects.M3.Links;

/// <summary>A record in a graph.</summary>
internal sealed record GraphNode(string Id, string Title, string Type)
{
    /// <param name="id">The record's id.</param>
    /// <param name="memory">The memory that it is, or null: then it is of another kind.</param>
    public static GraphNode Of(string id, MemoryRecord? memory)
        => memory is not null ? new(id, memory.Title ?? "", memory.Type)
            : new(id, "", RecordIds.TryNormalise(id, out _, out var kind) && kind == RecordKind.Handoff ? M3Types.Handoff : "");

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("id", Id);
        json.WriteString("title", Title);
        json.WriteString("type", Type);
    }

    public static void WriteEdge(Utf8JsonWriter json, LinkShown link)
    {
        json.WriteString("from_id", link.From);
        json.WriteString("to_id", link.To);
        json.WriteString(LinkTool.Relation, link.Relation);
        json.WriteNumber("depth", link.Depth);
    }
}
