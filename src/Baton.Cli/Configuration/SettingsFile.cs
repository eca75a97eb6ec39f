using System.Text.Json;
using Baton.Storage.Folders;

namespace Baton.Cli.Configuration;

/// <summary>What <c>baton config set</c> keeps: <c>settings.json</c> in the data folder, replaced as a whole so that no reader sees half of it.</summary>
internal sealed class SettingsFile
{
    private readonly string _path;

    private SettingsFile(string path) => _path = path;

    public static SettingsFile Of(DataFolder folder) => new(folder.File("settings.json"));

    /// <summary>Settings by name; none when there is no file.</summary>
    /// <exception cref="IOException">The file is not a JSON object of strings.</exception>
    public SortedDictionary<string, string> Read()
    {
        if (!File.Exists(_path)) return new(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(_path));
            return new(json.RootElement.EnumerateObject().ToDictionary(member => member.Name, Text), StringComparer.Ordinal);
        }
        // An ArgumentException is a name that stands there twice.
        catch (Exception failed) when (failed is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new IOException($"{_path} is not a JSON object of strings: {failed.Message}", failed);
        }
    }

    private static string Text(JsonProperty member) => member.Value.GetString() ?? throw new JsonException($"'{member.Name}' is null.");

    /// <summary>Sets a value, or takes it away when it is null.</summary>
    public void Set(string name, string? value)
    {
        var settings = Read();
        if (value is null) settings.Remove(name);
        else settings[name] = value;
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var draft = $"{_path}.{Environment.ProcessId}.tmp";
        using (var file = File.Create(draft))
        using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var (key, text) in settings) json.WriteString(key, text);
            json.WriteEndObject();
        }
        File.Move(draft, _path, overwrite: true);
    }
}
