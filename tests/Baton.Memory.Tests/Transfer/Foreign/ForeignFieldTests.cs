using System.Text.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Transfer.Foreign;

/// <summary>Each member of what another system wrote, by itself: what becomes of it, and of one that is missing, empty or of another type.</summary>
public sealed class ForeignFieldTests
{
    [Theory]
    // M3: member, its value, the field it becomes, what that is
    [InlineData("\"type\":\"decision\"", "type", "\"decision\"")]
    [InlineData("\"type\":\"\"", "type", "\"fact\"")]
    [InlineData("\"type\":7", "type", "\"fact\"")]
    [InlineData("\"x\":1", "type", "\"fact\"")]
    [InlineData("\"title\":\"Port\"", "title", "\"Port\"")]
    [InlineData("\"conversation_id\":\"c-1\"", "thread", "\"c-1\"")]
    [InlineData("\"importance\":0.25", "importance", "0.25")]
    [InlineData("\"importance\":7", "importance", "1")]
    [InlineData("\"importance\":-3", "importance", "0")]
    [InlineData("\"is_pinned\":true,\"pinned\":true", "pinned", "true")]
    [InlineData("\"pinned\":1", "pinned", "true")]
    [InlineData("\"pinned\":0", "pinned", "false")]
    [InlineData("\"pinned\":false", "pinned", "false")]
    [InlineData("\"pinned\":null", "pinned", "false")]
    [InlineData("\"scope\":\"agent\"", "visibility", "\"project\"")]
    [InlineData("\"scope\":\"session\"", "visibility", "\"project\"")]
    [InlineData("\"scope\":\"org\"", "visibility", "\"shared\"")]
    [InlineData("\"scope\":\"ORG \"", "visibility", "\"shared\"")]
    [InlineData("\"scope\":\"team\"", "visibility", "\"project\"")]
    [InlineData("\"agent_id\":\"alpha\"", "labels.agent_id", "\"alpha\"")]
    [InlineData("\"model_id\":\"opus\"", "labels.model_id", "\"opus\"")]
    [InlineData("\"change_agent\":\"bot\"", "labels.change_agent", "\"bot\"")]
    [InlineData("\"source\":\"/home/ann/notes.md\"", "labels.source", "\"/home/ann/notes.md\"")]
    [InlineData("\"user_id\":\"ben\"", "labels.user_id", "\"ben\"")]
    [InlineData("\"refresh_on\":\"2027-01-01\"", "labels.refresh_on", "\"2027-01-01\"")]
    [InlineData("\"refresh_reason\":\"moved\"", "labels.refresh_reason", "\"moved\"")]
    [InlineData("\"metadata_json\":\"{\\\"k\\\":1}\"", "labels.metadata", "\"{\\u0022k\\u0022:1}\"")]
    [InlineData("\"metadata_json\":{\"k\": 1}", "labels.metadata", "\"{\\u0022k\\u0022: 1}\"")]
    public async Task M3_Member_IsKept(string member, string field, string value)
    {
        await using var room = await Room.OpenAsync();
        (await ImportAsync(room, "m3", "m3.json", $$"""{"items":[{"id":"a1","content":"the relay",{{member}}}]}""")).ShouldBe((1, 0));
        await ShowsAsync(room, "m3/a1", field, value);
    }

    [Theory]
    [InlineData("\"metadata_json\":\"{}\"", "labels.metadata")]
    [InlineData("\"metadata_json\":[1]", "labels.metadata")]
    [InlineData("\"agent_id\":\"\"", "labels.agent_id")]
    [InlineData("\"agent_id\":null", "labels.agent_id")]
    [InlineData("\"title\":\"\"", "title")]
    [InlineData("\"conversation_id\":\"\"", "thread")]
    [InlineData("\"expires_at\":\"\"", "expires_at")]
    [InlineData("\"expires_at\":null", "expires_at")]
    public async Task M3_Member_ThatSaysNothing_IsLeftOut(string member, string field)
    {
        await using var room = await Room.OpenAsync();
        (await ImportAsync(room, "m3", "m3.json", $$"""{"items":[{"id":"a1","content":"the relay",{{member}}}]}""")).ShouldBe((1, 0));
        await ShowsAsync(room, "m3/a1", field, null);
    }

    [Theory]
    [InlineData("\"is_deleted\":true", 0)]
    [InlineData("\"is_deleted\":1", 0)]
    [InlineData("\"is_deleted\":0", 1)]
    [InlineData("\"is_deleted\":false", 1)]
    [InlineData("\"is_deleted\":null", 1)]
    public async Task M3_Deleted_StaysWhereItWas(string member, int records)
    {
        await using var room = await Room.OpenAsync();
        (await ImportAsync(room, "m3", "m3.json", $$"""{"items":[{"id":"a1","content":"the relay",{{member}}}]}""")).ShouldBe((records, 0));
    }

    [Theory]
    [InlineData("""{"items":[1]}""", "m3.json, item 1: The item is no object.")]
    [InlineData("""{"items":[{}]}""", "m3.json, item 1: The item has no id.")]
    [InlineData("""{"items":[{"id":""}]}""", "m3.json, item 1: The item has no id.")]
    [InlineData("""{"items":[{"id":7,"content":"c"}]}""", "m3.json, item 1: The item has no id.")]
    [InlineData("""{"items":[{"id":"a"}]}""", "m3.json, item 1: a has no content.")]
    [InlineData("""{"items":[{"id":"a","content":""}]}""", "m3.json, item 1: a has no content.")]
    [InlineData("""{"items":[{"id":"a","content":["c"]}]}""", "m3.json, item 1: a has no content.")]
    [InlineData("""{"items":[{"id":"a","content":"c","relationships":[{}]}]}""", "m3.json, item 1: A relationship of a has no to_id.")]
    [InlineData("""{"items":[{"id":"a","content":"c","relationships":[{"to_id":"z"}]}]}""", "m3.json, item 1: The link's end m3/z is not among what was imported.")]
    [InlineData("""{"items":[{"id":"a","content":"c","relationships":[{"to_id":"a","created_at":"soon"}]}]}""", "m3.json, item 1: A relationship of a: created_at is no time: soon. Write it as 2026-03-01T12:00:00Z.")]
    [InlineData("""{"items":{}}""", "m3.json: It is no export of M3: there is no list 'items'.")]
    [InlineData("""{"memories":[]}""", "m3.json: It is no export of M3: there is no list 'items'.")]
    [InlineData("7", "m3.json: It is no export of M3: there is no list 'items'.")]
    [InlineData("", "m3.json: It is no JSON from line 1, byte 1 on.")]
    public async Task M3_WhatCannotBeRead_IsNamed(string text, string message)
    {
        await using var room = await Room.OpenAsync();
        (await room.ImportAsync("m3", Importing.File("m3.json", text))).Errors.Select(error => error.Message).ShouldBe([message]);
    }

    [Theory]
    [InlineData("supports")]
    [InlineData("contradicts")]
    [InlineData("related")]
    [InlineData("references")]
    [InlineData("my own")]
    public async Task M3_Relationship_KeepsItsWord_AndIsThereOnce(string relation)
    {
        await using var room = await Room.OpenAsync();
        var text = $$"""{"items":[{"id":"a","content":"apples ripen","relationships":[{"to_id":"b","relationship_type":"{{relation}}"}]},{"id":"b","content":"bridges sway"}]}""";
        (await room.ImportAsync("m3", Importing.File("m3.json", text))).Links.ShouldBe(1);
        (await room.ImportAsync("m3", Importing.File("m3.json", text))).Links.ShouldBe(0);
        var links = (await room.DoneAsync("memory_link", "{'key':'m3/a','project':'atlas'}")).At("links");
        links.EnumerateArray().Select(link => link.GetProperty("relation").GetString()).ShouldBe([relation]);
    }

    [Theory]
    // the reference memory server: the line, the memory's key, the field, its value
    [InlineData("""{"type":"entity","name":"Ann","entityType":"person","observations":["likes tea"]}""", "memory/Ann", "content", "\"likes tea\"")]
    [InlineData("""{"type":"entity","name":"Ann","entityType":"person","observations":["likes tea"]}""", "memory/Ann", "title", "\"Ann\"")]
    [InlineData("""{"type":"entity","name":"Ann","entityType":"person","observations":["likes tea"]}""", "memory/Ann", "labels.entity_type", "\"person\"")]
    [InlineData("""{"type":"entity","name":"Ann","observations":["one","two"]}""", "memory/Ann", "content", "\"one\\ntwo\"")]
    [InlineData("""{"type":"entity","name":"Ann","observations":[]}""", "memory/Ann", "content", "\"Ann\"")]
    [InlineData("""{"type":"entity","name":"Ann"}""", "memory/Ann", "content", "\"Ann\"")]
    [InlineData("""{"type":"entity","name":" Ann ","observations":["x"]}""", "memory/Ann", "title", "\" Ann \"")]
    [InlineData("""{"type":"entity","name":"a/b","observations":["x"]}""", "memory/a/b", "content", "\"x\"")]
    [InlineData("""{"type":"entity","name":"Zoë 🚀","observations":["x\r\ny"]}""", "memory/Zoë 🚀", "content", "\"x\\r\\ny\"")]
    public async Task ReferenceMemory_Member_IsKept(string line, string key, string field, string value)
    {
        await using var room = await Room.OpenAsync();
        (await ImportAsync(room, "reference-memory", "memory.json", line)).ShouldBe((1, 0));
        await ShowsAsync(room, key, field, value);
    }

    [Theory]
    [InlineData("""{"type":"entity"}""", "memory.json, line 1: An entity needs name; a relation needs from, to and relationType.")]
    [InlineData("""{"type":"relation","from":"A","to":"B"}""", "memory.json, line 1: An entity needs name; a relation needs from, to and relationType.")]
    [InlineData("""{"type":"thing"}""", "memory.json, line 1: The line is neither an entity nor a relation.")]
    [InlineData("{}", "memory.json, line 1: The line is neither an entity nor a relation.")]
    [InlineData("[]", "memory.json, line 1: The line is no JSON object.")]
    [InlineData("\n\n{}", "memory.json, line 3: The line is neither an entity nor a relation.")]
    [InlineData("""{"type":"relation","from":"A","to":"B","relationType":"knows"}""", "memory.json, line 1: The link's end memory/A is not among what was imported.")]
    public async Task ReferenceMemory_WhatCannotBeRead_IsNamed(string text, string message)
    {
        await using var room = await Room.OpenAsync();
        (await room.ImportAsync("reference-memory", Importing.File("memory.json", text))).Errors.Select(error => error.Message).ShouldBe([message]);
    }

    [Theory]
    // Sovereign's chronicle: the line's members, the field, its value
    [InlineData("\"content\":\"Elm sinks\"", "type", "\"insight\"")]
    [InlineData("\"content\":\"Elm sinks\"", "content", "\"Elm sinks\"")]
    [InlineData("\"content\":\"Elm sinks\",\"layer\":\"hypothesis\"", "layer", "\"hypothesis\"")]
    [InlineData("\"content\":\"Elm sinks\",\"layer\":\"ground_truth\"", "layer", "\"stated\"")]
    [InlineData("\"content\":\"Elm sinks\",\"layer\":\"ground_truth\",\"verified_by\":[\"a float\"]", "layer", "\"verified\"")]
    [InlineData("\"content\":\"Elm sinks\",\"layer\":\"ground_truth\",\"verified_by\":[]", "layer", "\"stated\"")]
    [InlineData("\"content\":\"Elm sinks\",\"layer\":\"ground_truth\",\"verified_by\":[\"a float\",{\"n\":2}]", "evidence", "[\"a float\",{\"n\":2}]")]
    [InlineData("\"content\":\"Elm sinks\",\"domain\":\"wood\"", "labels.domain", "\"wood\"")]
    [InlineData("\"content\":\"Elm sinks\",\"intensity\":0.75", "importance", "0.75")]
    [InlineData("\"content\":\"Elm sinks\",\"intensity\":5", "importance", "1")]
    [InlineData("\"content\":\"Elm sinks\",\"confidence\":0.5", "confidence", "0.5")]
    [InlineData("\"content\":\"Elm sinks\",\"confidence\":-1", "confidence", "0")]
    [InlineData("\"content\":\"Elm sinks\",\"session_id\":\"s1\"", "labels.session_id", "\"s1\"")]
    [InlineData("\"content\":\"Elm sinks\",\"source_instance\":\"north\"", "labels.source_instance", "\"north\"")]
    [InlineData("\"content\":\"Elm sinks\",\"observed_emotion\":[\"calm\",\"glad\"]", "labels.observed_emotion", "\"calm, glad\"")]
    [InlineData("\"content\":\"Elm sinks\",\"emotional_intensity\":0.5", "labels.emotional_intensity", "\"0.5\"")]
    [InlineData("\"question\":\"Does elm sink?\"", "type", "\"question\"")]
    [InlineData("\"question\":\"Does elm sink?\"", "layer", "\"hypothesis\"")]
    [InlineData("\"question\":\"Does elm sink?\",\"context\":\"rafts\"", "content", "\"Does elm sink?\\n\\nContext: rafts\"")]
    [InlineData("\"question\":\"Does elm sink?\",\"context\":\" \"", "content", "\"Does elm sink?\"")]
    [InlineData("\"what_learned\":\"Dry it\",\"what_happened\":\"It sank\"", "content", "\"Dry it\\n\\nWhat happened: It sank\"")]
    [InlineData("\"what_learned\":\"Dry it\",\"applies_to\":\"rafts\"", "title", "\"rafts\"")]
    [InlineData("\"what_learned\":\"Dry it\"", "type", "\"learning\"")]
    [InlineData("\"to_state\":\"calm\",\"from_state\":\"haste\"", "content", "\"calm\\n\\nFrom: haste\"")]
    [InlineData("\"to_state\":\"calm\",\"trigger\":\"tea\"", "title", "\"tea\"")]
    public async Task Sovereign_Member_IsKept(string members, string field, string value)
    {
        await using var room = await Room.OpenAsync();
        (await ImportAsync(room, "sovereign", "chronicle/insights/wood/s.jsonl", $$"""{"thread_id":"t1",{{members}}}""")).ShouldBe((1, 0));
        await ShowsAsync(room, "sovereign/t1", field, value);
    }

    [Theory]
    // Claude Code: the file, its text, the field, its value
    [InlineData("CLAUDE.md", "# House\nUse tabs", "type", "\"procedure\"")]
    [InlineData("sub/CLAUDE.local.md", "Use tabs", "type", "\"procedure\"")]
    [InlineData("memory/a.md", "Use tabs", "type", "\"context\"")]
    [InlineData("memory/a.md", "---\ntype: user\n---\nx", "type", "\"preference\"")]
    [InlineData("memory/a.md", "---\ntype: feedback\n---\nx", "type", "\"preference\"")]
    [InlineData("memory/a.md", "---\ntype: reference\n---\nx", "type", "\"fact\"")]
    [InlineData("memory/a.md", "---\ntype: project\n---\nx", "type", "\"context\"")]
    [InlineData("memory/a.md", "---\r\ntype: user\r\nname: \"Tabs\"\r\n---\r\nx", "title", "\"Tabs\"")]
    [InlineData("memory/a.md", "---\nname: Tabs\n---\n# Head", "title", "\"Tabs\"")]
    [InlineData("memory/a.md", "text\n# Head\n# Two", "title", "\"Head\"")]
    [InlineData("memory/a.md", "no head", "title", "\"memory/a.md\"")]
    [InlineData("memory/a.md", "name: Tabs\nno front matter", "title", "\"memory/a.md\"")]
    [InlineData("memory/a.md", "---\ndescription: How to indent\n---\nx", "labels.description", "\"How to indent\"")]
    [InlineData("memory/a.md", "\r\n  two\r\n", "content", "\"\\r\\n  two\\r\\n\"")]
    public async Task ClaudeCode_File_IsKept(string path, string text, string field, string value)
    {
        await using var room = await Room.OpenAsync();
        (await ImportAsync(room, "claude-code", path, text)).ShouldBe((1, 0));
        await ShowsAsync(room, $"claude-code/{path}", field, value);
    }

    [Theory]
    // Conversation Handoff: a member, the field of the handoff, its value
    [InlineData("\"summary\":\"Float it\"", "summary", "\"Float it\"")]
    [InlineData("\"title\":\"Raft\"", "title", "\"Raft\"")]
    [InlineData("\"title\":\"Raft\"", "summary", "\"Raft\"")]
    [InlineData("\"x\":1", "summary", "\"raft\"")]
    [InlineData("\"next_action\":\"Cut more\"", "next_actions.0", "\"Cut more\"")]
    [InlineData("\"tags\":[\"wood\",\"river\"]", "tags", "[\"wood\",\"river\"]")]
    [InlineData("\"status\":\"completed\"", "status", "\"done\"")]
    [InlineData("\"status\":\"pending\"", "status", "\"open\"")]
    [InlineData("\"status\":\"pending\"", "labels.status", "\"pending\"")]
    [InlineData("\"status\":\"active\"", "status", "\"open\"")]
    [InlineData("\"format\":\"verbatim\"", "labels.format", "\"verbatim\"")]
    [InlineData("\"x\":1", "labels.format", "\"structured\"")]
    [InlineData("\"from_ai\":\"gpt\"", "labels.from_ai", "\"gpt\"")]
    [InlineData("\"x\":1", "labels.from_ai", "\"claude\"")]
    [InlineData("\"from_project\":\"shop\"", "labels.from_project", "\"shop\"")]
    public async Task ConversationHandoff_Member_IsKept(string member, string field, string value)
    {
        await using var room = await Room.OpenAsync();
        (await ImportAsync(room, "conversation-handoff", "raft.json", $$"""{"key":"raft","conversation":"## User\r\nhi",{{member}}}""")).ShouldBe((1, 0));
        var loaded = (await room.DoneAsync("handoff_load", "{'key':'raft','project':'atlas'}")).At("handoff");
        loaded.Text("body").ShouldBe("## User\r\nhi");
        (field.StartsWith("labels.", StringComparison.Ordinal) ? await LabelAsync(room, RecordKind.Handoff, "raft", field) : Json(loaded, field)).ShouldBe(value);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("""{"handoffs":[]}""", 0)]
    [InlineData("""[{"key":"a","conversation":"x"},{"key":"b","conversation":"y"}]""", 2)]
    [InlineData("""{"handoffs":[{"key":"a","conversation":"x"}]}""", 1)]
    [InlineData("""{"key":"a","conversation":"x"}""", 1)]
    public async Task ConversationHandoff_OneOrMany_AreTaken(string text, int records)
    {
        await using var room = await Room.OpenAsync();
        (await ImportAsync(room, "conversation-handoff", "x.json", text)).ShouldBe((records, 0));
    }

    [Theory]
    [InlineData("""{"conversation":"x"}""", "x.json: A handoff needs key and conversation.")]
    [InlineData("""{"key":"a"}""", "x.json: A handoff needs key and conversation.")]
    [InlineData("""[{"key":"a","conversation":"x"},{"key":7,"conversation":"y"}]""", "x.json, item 2: A handoff needs key and conversation.")]
    [InlineData("""{"key":"a","conversation":"x","comments":[{}]}""", "x.json: A comment has no content.")]
    [InlineData("""{"key":"a","conversation":"x","comments":[{"content":"c","created_at":"soon"}]}""", "x.json: A comment's created_at is no time: soon. Write it as 2026-03-01T12:00:00Z.")]
    public async Task ConversationHandoff_WhatCannotBeRead_IsNamed(string text, string message)
    {
        await using var room = await Room.OpenAsync();
        (await room.ImportAsync("conversation-handoff", Importing.File("x.json", text))).Errors.Select(error => error.Message).ShouldBe([message]);
    }

    private static async Task<(long Records, long Failed)> ImportAsync(Room room, string format, string path, string text)
    {
        var report = await room.ImportAsync(format, Importing.File(path, text));
        var again = await room.ImportAsync(format, Importing.File(path, text));
        (again.Records, again.Versions).ShouldBe((0, 0), "a repeat changes nothing");
        return (report.Records, report.Failed);
    }

    private static async Task ShowsAsync(Room room, string key, string field, string? value)
    {
        if (field.StartsWith("labels.", StringComparison.Ordinal)) (await LabelAsync(room, RecordKind.Memory, key, field)).ShouldBe(value);
        else Json((await room.DoneAsync("memory_get", JsonSerializer.Serialize(new { key, project = "atlas" }).Replace('"', '\''))).At("memory"), field).ShouldBe(value);
    }

    /// <summary>A label as JSON: labels are what dialects show in their own words, and no native tool shows them.</summary>
    private static async Task<string?> LabelAsync(Room room, RecordKind kind, string key, string field)
        => await room.Store.ReadAsync(async reader =>
        {
            var rows = (await reader.ListAsync(MemoryContext.ScopeOf(room.Caller(), room.Clock.GetUtcNow()), new RecordFilter { Kind = kind, KeyPrefix = key }, new PageRequest(5))).Rows;
            var row = rows.Single(one => one.Key == key);
            var labels = kind == RecordKind.Memory ? MemoryReader.Read(row).Labels : HandoffReader.Read(row).Labels;
            return labels.TryGetValue(field["labels.".Length..], out var label) ? JsonSerializer.Serialize(label) : null;
        }, default);

    /// <summary>The JSON at a path below an element; null where there is none.</summary>
    private static string? Json(JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Array) element = element[int.Parse(step, null)];
            else if (!element.TryGetProperty(step, out element)) return null;
        }
        return element.ValueKind == JsonValueKind.Null ? null : JsonSerializer.Serialize(element);
    }
}
