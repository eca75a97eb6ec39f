using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Memory.Callers;
using Baton.Memory.Dialects;
using Baton.Memory.Limits;
using Baton.Memory.Tests.Dialects.Ainote;
using Baton.Memory.Tests.Support;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Dialects.Sweeps;

/// <summary>A room in which every tool of a dialect has something to name, and a right call for each of them.</summary>
internal sealed class Scene : IAsyncDisposable
{
    /// <summary>The first scene of each kind, closed: the others are copies of it, since setting one takes longer than what is tried in it.</summary>
    private static readonly ConcurrentDictionary<(string Dialect, MemoryLimits? Limits), Lazy<Task<SceneImage>>> Images = new();
    private readonly Dictionary<string, JsonNode> _names = [];

    private Scene(Room room, string dialect, DiskVaults vaults, IEnumerable<KeyValuePair<string, JsonNode>> names)
    {
        foreach (var (name, value) in names) _names[name] = value.DeepClone();
        Room = room;
        Dialect = dialect;
        Vaults = vaults;
        Tools = new DialectRoom(room, dialect);
    }

    public Room Room { get; }

    public string Dialect { get; }

    public DiskVaults Vaults { get; }

    public DialectRoom Tools { get; }

    public MemoryCaller Caller => Tools.Caller();

    public static async Task<Scene> OpenAsync(string dialect, MemoryLimits? limits = null)
    {
        var image = await Images.GetOrAdd((dialect, limits), _ => new(() => SetAsync(dialect, limits))).Value;
        var vaults = new DiskVaults(ScratchFolder.New("baton-scene-"));
        image.WriteVaults(vaults.Root);
        return new Scene(await Room.OpenAsync(image.Store, limits, new DialectOptions { Vaults = vaults }), dialect, vaults, image.Names);
    }

    /// <summary>A call of a tool that is right.</summary>
    public JsonObject RightCall(string tool) => (JsonObject)Named(RightCalls.Of(Dialect, tool));

    /// <summary>A right call with one argument said otherwise; null leaves it out.</summary>
    public JsonObject CallWith(string tool, string argument, JsonNode? value)
    {
        var call = RightCall(tool);
        if (value is null) call.Remove(argument);
        else call[argument] = value;
        return call;
    }

    public Task<Answer> CallAsync(string tool, JsonObject arguments, MemoryCaller? caller = null) => Tools.RawAsync(tool, arguments.ToJsonString(), caller);

    public async ValueTask DisposeAsync()
    {
        await Room.DisposeAsync();
        Directory.Delete(Vaults.Root, recursive: true);
    }

    private static async Task<SceneImage> SetAsync(string dialect, MemoryLimits? limits)
    {
        var vaults = new DiskVaults(ScratchFolder.New("baton-scene-"));
        var scene = new Scene(await Room.OpenAsync(limits, new DialectOptions { Vaults = vaults }), dialect, vaults, []);
        await scene.SetAsync();
        var image = new SceneImage(await scene.Room.CloseAsync(), SceneImage.ReadVaults(vaults.Root), scene._names);
        Directory.Delete(vaults.Root, recursive: true);
        return image;
    }

    private async Task SetAsync()
    {
        Name("memory", (await Room.DoneAsync("memory_save", "{'content':'Alder wood floats','key':'alder'}")).Text("memories.0.id"));
        Name("other", (await Room.DoneAsync("memory_save", "{'content':'Basalt does not'}")).Text("memories.0.id"));
        Name("insight", (await Room.DoneAsync("memory_save", "{'content':'Cork lies on top','type':'insight'}")).Text("memories.0.id"));
        Name("handoff", (await Room.DoneAsync("handoff_save", "{'summary':'Float the raft','key':'raft','body':'user: float it','to':'ada'}")).Text("handoff.id"));
        await Room.DoneAsync("handoff_save", "{'summary':'Sink the stone','key':'stone','body':'user: sink it'}");
        Name("task", (await Room.DoneAsync("task_save", "{'title':'Cut the alder'}")).Text("task.id"));
        Name("export", "{\"items\":[]}");
        foreach (var (tool, call, name, member) in RightCalls.Before(Dialect))
        {
            var answer = await CallAsync(tool, (JsonObject)Named(call));
            answer.Failure.ShouldBeNull($"{tool}: {answer.Failure?.Message} {answer.Failure?.Path}");
            if (name.Length > 0) _names[name] = JsonNode.Parse(answer.Content.At(member).GetRawText())!;
        }
    }

    private void Name(string name, string text) => _names[name] = text;

    /// <summary>The call with each <c>$name</c> replaced by what the scene has under it.</summary>
    private JsonNode Named(JsonNode call) => call switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value is { } value ? (JsonNode?)Named(value) : null))),
        JsonArray items => new JsonArray([.. items.Select(item => Named(item!))]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.StartsWith('$') => _names[text[1..]].DeepClone(),
        _ => call.DeepClone(),
    };
}
