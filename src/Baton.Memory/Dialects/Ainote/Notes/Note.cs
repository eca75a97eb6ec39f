using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.Ainote.Notes;

/// <summary>A note by path, for every device that connects: versions in the store, a file in the vault.</summary>
internal static class Note
{
    public const string Type = "note";
    public const string PathLabel = "path";

    public static MemoryFields Fields(string path, string content) => new()
    {
        Key = ForeignJson.Key(Type, path),
        Type = Type,
        Title = Excerpt.Line(path, 400),
        Content = content,
        Labels = ImmutableSortedDictionary<string, string>.Empty.SetItem(PathLabel, path),
    };

    public static string PathOf(MemoryRecord note) => note.Labels.GetValueOrDefault(PathLabel) ?? note.Key ?? note.Id;

    public static void Members(Utf8JsonWriter json, MemoryRecord note, bool whole)
    {
        var text = MemoryRow.TextOf(note);
        json.WriteString(PathLabel, PathOf(note));
        json.WriteString("file", NotePath.FileOf(PathOf(note)));
        json.WriteString("id", note.Id);
        if (whole) json.WriteString("content", text);
        json.WriteString("sha256", ForeignJson.Digest(Encoding.UTF8.GetBytes(text)));
        json.WriteNumber("version", note.Version);
        json.Instant("updated_at", note.UpdatedAt);
    }
}
