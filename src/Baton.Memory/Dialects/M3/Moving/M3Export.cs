using System.Collections.Immutable;
using Baton.Memory.Json;
using Baton.Memory.Links;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.M3.Moving;

/// <summary>The document that <c>memory_export</c> returns and <c>memory_import</c> reads.</summary>
internal static class M3Export
{
    public static ReadOnlyMemory<byte> Write(ImmutableArray<MemoryRecord> memories, Dictionary<string, ImmutableArray<LinkShown>> links, DateTimeOffset now)
        => JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.Instant("exported_at", now);
            json.WriteNumber("item_count", memories.Length);
            json.Rows("items", memories, (writer, memory) =>
            {
                M3Rows.Memory(writer, memory);
                writer.Rows("relationships", links.GetValueOrDefault(memory.Id, []), (link, one) =>
                {
                    link.WriteString("to_id", one.To);
                    link.WriteString("relationship_type", one.Relation);
                    link.Instant("created_at", one.At);
                });
            });
            json.WriteEndObject();
        });
}
