using System.Buffers;
using System.Text.Json;

namespace Baton.Catalog.Definitions;

/// <summary>Writes what prompts and templates declare in the shape of an input schema.</summary>
internal static class PromptSchema
{
    /// <summary>A prompt's arguments: strings, with what is said of each.</summary>
    public static JsonElement Of(JsonElement arguments) => Make(json =>
    {
        var named = arguments.EnumerateArray().Where(argument => Text(argument, "name") is not null).DistinctBy(argument => Text(argument, "name"), StringComparer.Ordinal).ToList();
        json.WriteStartObject("properties");
        foreach (var argument in named)
        {
            json.WriteStartObject(Text(argument, "name")!);
            json.WriteString("type", "string");
            foreach (var said in (string[])["title", "description"])
            {
                if (Text(argument, said) is { } text) json.WriteString(said, text);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (var argument in named.Where(IsRequired)) json.WriteStringValue(Text(argument, "name"));
        json.WriteEndArray();
    });

    /// <summary>What a template says of itself beside its texts.</summary>
    public static JsonElement Of(string? name, string? mimeType) => Make(json =>
    {
        if (name is not null) json.WriteString("title", name);
        if (mimeType is not null) json.WriteString("contentMediaType", mimeType);
    });

    private static JsonElement Make(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "object");
            write(json);
            json.WriteEndObject();
        }
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static bool IsRequired(JsonElement argument) => SoundText.Member(argument, "required").ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement element, string name) => SoundText.Mended(SoundText.Member(element, name));
}
