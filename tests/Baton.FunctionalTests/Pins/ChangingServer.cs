using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.TestSupport.Processes;

namespace Baton.FunctionalTests.Pins;

/// <summary>A server whose lists are in a file: it lists whatever stands there at that moment, as one that was updated while it ran.</summary>
internal sealed class ChangingServer : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly Dictionary<string, JsonArray> _lists = new(StringComparer.Ordinal)
    {
        ["tools/list"] = [Tool("read_note", "Reads one note.", readOnly: true), Tool("write_note", "Writes one note.", readOnly: false)],
        ["prompts/list"] = [JsonNode.Parse("""{"name":"summary","description":"Sums up the notes.","arguments":[{"name":"tone"}]}""")],
        ["resources/templates/list"] = [JsonNode.Parse("""{"uriTemplate":"note:///{key}","name":"note","description":"One note."}""")],
    };

    public ChangingServer() => Save();

    /// <summary>How it is started.</summary>
    public string[] Command => [RecordingServer.Program, _server.Record, Lists];

    /// <summary>What arrived of one method.</summary>
    public IReadOnlyList<string> Of(string method) => _server.Of(method);

    public JsonNode this[string tool] => _lists["tools/list"].Single(entry => entry!["name"]!.GetValue<string>() == tool)!;

    public JsonNode Prompt => _lists["prompts/list"].Single()!;

    public JsonNode Template => _lists["resources/templates/list"].Single()!;

    /// <summary>Changes what is listed from now on.</summary>
    public void Change(Action<ChangingServer> change)
    {
        change(this);
        Save();
    }

    public void Add(JsonNode tool) => _lists["tools/list"].Add(tool);

    public static JsonNode Tool(string name, string description, bool readOnly) => new JsonObject
    {
        ["name"] = name,
        ["description"] = description,
        ["inputSchema"] = JsonNode.Parse("""{"type":"object","properties":{"key":{"type":"string","pattern":"^[a-z]+$"}},"required":["key"]}"""),
        ["annotations"] = new JsonObject { ["readOnlyHint"] = readOnly },
    };

    public void Dispose() => _server.Dispose();

    private string Lists => _server.Record + ".lists.json";

    // whole or not at all, since the server reads it at any moment
    private void Save()
    {
        var results = new JsonObject
        {
            ["tools/list"] = new JsonObject { ["tools"] = _lists["tools/list"].DeepClone() },
            ["prompts/list"] = new JsonObject { ["prompts"] = _lists["prompts/list"].DeepClone() },
            ["resources/templates/list"] = new JsonObject { ["resourceTemplates"] = _lists["resources/templates/list"].DeepClone() },
            ["prompts/get"] = JsonNode.Parse("""{"messages":[]}"""),
            ["resources/read"] = JsonNode.Parse("""{"contents":[]}"""),
        };
        File.WriteAllText(Lists + ".next", results.ToJsonString(new JsonSerializerOptions { WriteIndented = false }));
        File.Move(Lists + ".next", Lists, overwrite: true);
    }
}
