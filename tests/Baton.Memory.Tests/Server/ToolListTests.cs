using System.Text;
using System.Text.Json;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Server;

public sealed class ToolListTests
{
    private static readonly string[] Core =
    [
        "session_start", "session_close", "handoff_save", "handoff_load", "handoff_search", "handoff_claim", "handoff_update",
        "memory_save", "memory_search", "memory_get", "memory_update", "memory_delete",
    ];

    private static readonly string[] More = ["handoff_list", "handoff_append", "handoff_merge", "handoff_delete", "memory_link", "status"];

    [Fact]
    public async Task ListTools_OfCore_IsTheCoreInOrder()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Server.ListTools(room.Caller() with { Toolsets = ["core"] });
        tools.Select(tool => tool.Name).ShouldBe(Core);
    }

    [Fact]
    public async Task ListTools_OfMoreBesideCore_AddsTheOtherTools()
    {
        await using var room = await Room.OpenAsync();
        room.Server.ListTools(room.Caller() with { Toolsets = ["core", "more"] }).Select(tool => tool.Name).ShouldBe([.. Core, .. More]);
    }

    [Fact]
    public async Task ListTools_OfTasksAlone_IsTheirLifeInOrder()
    {
        await using var room = await Room.OpenAsync();
        room.Server.ListTools(room.Caller() with { Toolsets = ["tasks"] }).Select(tool => tool.Name)
            .ShouldBe(["task_save", "task_list", "task_get", "task_claim", "task_update", "task_delete"]);
    }

    [Fact]
    public async Task ListTools_OfAgentsOrArchiveAlone_IsTheirTools()
    {
        await using var room = await Room.OpenAsync();
        room.Server.ListTools(room.Caller() with { Toolsets = ["agents"] }).Select(tool => tool.Name)
            .ShouldBe(["agent_list", "notify", "inbox_list", "inbox_ack"]);
        room.Server.ListTools(room.Caller() with { Toolsets = ["archive"] }).Select(tool => tool.Name)
            .ShouldBe(["archive_append", "archive_read", "archive_list", "archive_verify"]);
    }

    [Fact]
    public async Task ListTools_OfCoreAsCompactJson_StaysUnder17500Bytes()
    {
        await using var room = await Room.OpenAsync();
        var size = Encoding.UTF8.GetByteCount(Compact(room.Server.ListTools(room.Caller() with { Toolsets = ["core"] })));
        size.ShouldBeLessThan(17_500);
    }

    [Fact]
    public async Task ListTools_EveryTool_DeclaresObjectsWithProperties()
    {
        await using var room = await Room.OpenAsync();
        foreach (var tool in room.Server.ListTools(room.Caller()))
        {
            foreach (var schema in new[] { tool.InputSchema, tool.OutputSchema })
            {
                var parsed = JsonDocument.Parse(schema).RootElement;
                parsed.Text("type").ShouldBe("object", tool.Name);
                parsed.At("properties").ValueKind.ShouldBe(JsonValueKind.Object, tool.Name);
                parsed.Has("additionalProperties").ShouldBeFalse(tool.Name);
            }
            JsonDocument.Parse(tool.OutputSchema).RootElement.At("properties").EnumerateObject().ShouldNotBeEmpty(tool.Name);
            tool.Description.Length.ShouldBeInRange(20, 600, tool.Name);
            tool.Title.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public async Task ListTools_CoreSchema_LeavesOutRareParametersThatMoreShows()
    {
        await using var room = await Room.OpenAsync();
        Parameters(room, ["core"], "handoff_save").ShouldNotContain("ttl");
        Parameters(room, ["core", "more"], "handoff_save").ShouldContain("ttl");
        await room.DoneAsync("handoff_save", "{'summary':'s','ttl':'30d'}", room.Caller() with { Toolsets = ["core"] });
    }

    [Fact]
    public async Task ListTools_ReadingTools_AreMarkedReadOnlyAndDeletionsDestructive()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Server.ListTools(room.Caller()).ToDictionary(tool => tool.Name, tool => tool.Annotations);
        tools.Where(tool => tool.Value.ReadOnly).Select(tool => tool.Key).Order()
            .ShouldBe(["admin_audit", "admin_export", "admin_purge_preview", "agent_list", "archive_list", "archive_read", "archive_verify", "handoff_list", "handoff_load", "handoff_search", "inbox_list", "memory_get", "memory_search", "session_start", "status", "task_get", "task_list"]);
        tools.Where(tool => tool.Value.Destructive).Select(tool => tool.Key).Order().ShouldBe(["handoff_delete", "memory_delete", "task_delete"]);
        tools.Values.ShouldAllBe(annotations => !annotations.OpenWorld);
    }

    [Fact]
    public async Task Instructions_AreAtMost600Bytes()
    {
        await using var room = await Room.OpenAsync();
        var text = room.Server.Instructions(room.Caller());
        Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(600);
        text.ShouldContain("session_start");
        text.ShouldContain("session_close");
    }

    [Fact]
    public async Task Call_UnknownToolOrOneOfAnotherToolset_IsNull()
    {
        await using var room = await Room.OpenAsync();
        (await room.Server.CallAsync(room.Caller(), "nope", default, null, default)).ShouldBeNull();
        (await room.Server.CallAsync(room.Caller() with { Toolsets = ["core"] }, "status", default, null, default)).ShouldBeNull();
    }

    private static List<string> Parameters(Room room, string[] toolsets, string tool)
        => [.. JsonDocument.Parse(room.Server.ListTools(room.Caller() with { Toolsets = [.. toolsets] }).Single(listed => listed.Name == tool).InputSchema)
            .RootElement.At("properties").EnumerateObject().Select(property => property.Name)];

    private static string Compact(IReadOnlyList<ToolDefinition> tools)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("tools");
            foreach (var tool in tools)
            {
                json.WriteStartObject();
                json.WriteString("name", tool.Name);
                json.WriteString("title", tool.Title);
                json.WriteString("description", tool.Description);
                json.WritePropertyName("inputSchema");
                json.WriteRawValue(tool.InputSchema.Span);
                json.WritePropertyName("outputSchema");
                json.WriteRawValue(tool.OutputSchema.Span);
                json.WriteStartObject("annotations");
                json.WriteBoolean("readOnlyHint", tool.Annotations.ReadOnly);
                json.WriteBoolean("destructiveHint", tool.Annotations.Destructive);
                json.WriteBoolean("idempotentHint", tool.Annotations.Idempotent);
                json.WriteBoolean("openWorldHint", tool.Annotations.OpenWorld);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
