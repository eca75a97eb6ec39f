using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Time;

namespace Baton.Memory.Vault;

/// <summary>A memory as a file, and an edited file as what to change. A value stands below the fields as its JSON.</summary>
internal static class MemoryDocument
{
    private const string Json = "json";

    public static byte[] Write(MemoryRecord memory)
    {
        var fields = new FrontMatter();
        fields.Add("id", memory.Id);
        fields.Add("version", memory.Version.ToString(CultureInfo.InvariantCulture));
        fields.Add("project", memory.Project);
        fields.Add("key", memory.Key);
        fields.Add("type", memory.Type);
        fields.Add("title", memory.Title);
        if (memory.Value is not null) fields.Add("format", Json);
        if (memory.Pinned) fields.Add("pinned", "true");
        fields.Add("tags", memory.Tags);
        fields.Add("author", memory.CreatedBy.Principal);
        fields.Add("updated", Instants.Format(memory.UpdatedAt));
        return VaultDocument.Write(fields, memory.Value is { } value ? value.Span : Encoding.UTF8.GetBytes(memory.Content ?? ""));
    }

    /// <exception cref="FormatException">A field holds what it cannot, or the value is no JSON.</exception>
    public static MemoryFields ReadEdit(VaultDocument document, MemoryRecord current)
    {
        var fields = document.Fields;
        var isValue = fields.Text("format") == Json;
        if (isValue) RequireJson(document.Body.Span);
        return new MemoryFields
        {
            IfMatch = current.Version,
            Content = isValue ? default : Patch.Set(Encoding.UTF8.GetString(document.Body.Span)),
            Value = isValue ? Patch.Set(document.Body) : default,
            Type = fields.Text("type") is { } type ? type : default(Patch<string>),
            Title = fields.Text("title") is { } title ? title : Patch.Clear<string>(),
            Pinned = VaultFields.Pinned(fields),
            Tags = Patch.Set(fields.Items("tags")),
        };
    }

    private static void RequireJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            while (reader.Read()) { }
        }
        catch (JsonException problem)
        {
            throw new FormatException($"The value is no JSON: {problem.Message}");
        }
    }
}
