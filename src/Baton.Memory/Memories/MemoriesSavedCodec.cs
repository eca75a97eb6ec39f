using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Idempotency;
using Baton.Memory.Json;

namespace Baton.Memory.Memories;

/// <summary>Keeps a save's result for repeats; the same members are the tool's structured content.</summary>
internal sealed class MemoriesSavedCodec : IResultCodec<MemoriesSaved>
{
    public static MemoriesSavedCodec Instance { get; } = new();

    public ReadOnlyMemory<byte> Write(MemoriesSaved result) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        WriteMembers(json, result);
        json.WriteEndObject();
    });

    public static void WriteMembers(Utf8JsonWriter json, MemoriesSaved result)
    {
        json.WriteStartArray("memories");
        foreach (var memory in result.Memories)
        {
            json.WriteStartObject();
            json.WriteString("id", memory.Id);
            if (memory.Key is null) json.WriteNull("key");
            else json.WriteString("key", memory.Key);
            json.WriteNumber("version", memory.Version);
            json.WriteString("project", memory.Project);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("similar");
        foreach (var similar in result.Similar)
        {
            json.WriteStartObject();
            json.WriteNumber("index", similar.Index);
            json.WriteString("id", similar.Id);
            json.Text("key", similar.Key);
            json.WriteString("relation", similar.Relation);
            json.WriteNumber("score", similar.Score);
            json.WriteString("text", similar.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        KeptRemarks.Write(json, result.Redacted, result.Warnings);
    }

    public MemoriesSaved Read(ReadOnlyMemory<byte> kept, bool differs)
    {
        ImmutableArray<MemoryReceipt> memories = [];
        ImmutableArray<SimilarMemory> similar = [];
        var remarks = new KeptRemarks();
        var reader = new Utf8JsonReader(kept.Span);
        reader.Read();
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "memories": memories = reader.Elements(Receipt); break;
                case "similar": similar = reader.Elements(Similar); break;
                default: remarks.Read(name, ref reader); break;
            }
        }
        return new MemoriesSaved(memories, similar, remarks.Redacted, remarks.WarningsOf(differs));
    }

    private static MemoryReceipt Receipt(ref Utf8JsonReader reader)
    {
        string id = "", project = "";
        string? key = null;
        var version = 0;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "id": id = reader.GetString()!; break;
                case "key": key = reader.GetString(); break;
                case "version": version = reader.GetInt32(); break;
                case "project": project = reader.GetString()!; break;
                default: reader.Skip(); break;
            }
        }
        return new MemoryReceipt(id, key, version, project);
    }

    private static SimilarMemory Similar(ref Utf8JsonReader reader)
    {
        string id = "", relation = "", text = "";
        string? key = null;
        var index = 0;
        var score = 0.0;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "index": index = reader.GetInt32(); break;
                case "id": id = reader.GetString()!; break;
                case "key": key = reader.GetString(); break;
                case "relation": relation = reader.GetString()!; break;
                case "score": score = reader.GetDouble(); break;
                case "text": text = reader.GetString()!; break;
                default: reader.Skip(); break;
            }
        }
        return new SimilarMemory(index, id, key, relation, score, text);
    }
}
