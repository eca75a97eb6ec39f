using System.Text.Json;

namespace Baton.FunctionalTests.Dialects;

/// <summary>The tongues that there are.</summary>
internal static class Tongues
{
    public static IEnumerable<Tongue> Native { get; } =
    [
        new Tongue(Dialect: null)
        {
            SaveHandoff = (client, key, text) => client.DoneAsync("handoff_save", new { key, summary = $"saved as {key}", body = text }),
            SaveMemory = (client, key, text) => client.DoneAsync("memory_save", new { key, content = text }),
            Handoffs = async (client, word) =>
            {
                var found = await client.DoneAsync("handoff_search", new { query = word });
                return await EachAsync(found.At("handoffs"), async one => (await client.DoneAsync("handoff_load", new { id = one.Text("id") })).Text("handoff.body"));
            },
            Memories = async (client, word) => Texts((await client.DoneAsync("memory_search", new { query = word })).At("results"), "content"),
        },
    ];

    public static IEnumerable<Tongue> Dialects { get; } =
    [
        new Tongue("conversation-handoff")
        {
            SaveHandoff = (client, key, text) => client.DoneAsync("handoff_save", new { key, summary = $"saved as {key}", conversation = text }),
            Handoffs = async (client, word) =>
            {
                var found = await client.DoneAsync("handoff_search", new { query = word });
                return await EachAsync(found.At("handoffs"), async one => (await client.DoneAsync("handoff_load", new { key = one.Text("id") })).Text("handoff.conversation"));
            },
        },
        new Tongue("claude-memory")
        {
            SaveMemory = (client, key, text) => client.DoneAsync("memory", new { command = "create", path = key, file_text = text }),
            SeesOnlyNamed = true,
            Memories = async (client, word) =>
            {
                var folder = await client.DoneAsync("memory", new { command = "view", path = "/memories" });
                var files = folder.At("entries").EnumerateArray().Select(entry => entry.Text("path")).Where(path => path != "/memories");
                var texts = new List<string>();
                foreach (var file in files) texts.Add((await client.DoneAsync("memory", new { command = "view", path = file })).Text("content"));
                return [.. texts.Where(text => text.Contains(word, StringComparison.Ordinal))];
            },
        },
        new Tongue("loaditout")
        {
            SaveMemory = (client, key, text) => client.DoneAsync("save_memory", new { key, value = text, type = "context" }),
            Memories = async (client, word) => Texts((await client.DoneAsync("recall_memory", new { query = word })).At("memories"), "value"),
        },
        new Tongue("sovereign")
        {
            SaveHandoff = (client, key, text) => client.DoneAsync("handoff", new { note = text, thread = key }),
            SaveMemory = (client, key, text) => client.DoneAsync("record_insight", new { domain = "shared", content = text }),
            NamesMemories = false,
            Handoffs = async (client, word) =>
            {
                var found = (await client.DoneAsync("where_did_i_leave_off", new { consume = false, full_content = true })).At("handoffs");
                return [.. Texts(found, "note").Where(text => text.Contains(word, StringComparison.Ordinal))];
            },
            Memories = async (client, word) => Texts((await client.DoneAsync("recall_insights", new { query = word, limit = 50 })).At("insights"), "content"),
        },
        new Tongue("m3")
        {
            SaveHandoff = (client, _, text) => client.DoneAsync("save_handoff", new { project = "shop", summary = text, next_steps = "" }),
            SaveMemory = (client, _, text) => client.DoneAsync("memory_write", new { type = "fact", content = text }),
            NamesMemories = false,
            Handoffs = async (client, word) =>
            {
                var found = await client.DoneAsync("memory_search", new { query = word, type_filter = "handoff", k = 50 });
                return await EachAsync(found.At("results"), async one =>
                {
                    var handoff = await client.DoneAsync("memory_get", new { id = one.Text("id") });
                    return handoff.TryGetProperty("body", out var body) ? body.GetString()! : handoff.Text("summary");
                });
            },
            Memories = async (client, word) => Texts((await client.DoneAsync("memory_search", new { query = word, k = 50 })).At("results"), "content"),
        },
        new Tongue("ainote")
        {
            SaveHandoff = (client, key, text) => client.DoneAsync("handoff_save", new { project = "shop", topic = key, content = text }),
            SaveMemory = (client, key, text) => client.DoneAsync("create_dev_doc", new { title = key, content = text }),
            NamesMemories = false,
            Handoffs = async (client, word) =>
            {
                var listed = await client.DoneAsync("handoff_list", new { project = "shop" });
                var texts = await EachAsync(listed.At("handoffs"), async one => (await client.DoneAsync("handoff_get", new { project = "shop", topic = one.Text("id") })).Text("content"));
                return [.. texts.Where(text => text.Contains(word, StringComparison.Ordinal))];
            },
        },
    ];

    private static List<string> Texts(JsonElement list, string member)
        => [.. list.EnumerateArray().Where(item => item.TryGetProperty(member, out _)).Select(item => item.Text(member))];

    private static async Task<IReadOnlyList<string>> EachAsync(JsonElement list, Func<JsonElement, Task<string>> read)
    {
        var texts = new List<string>();
        foreach (var item in list.EnumerateArray()) texts.Add(await read(item));
        return texts;
    }
}
