using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Dialects;

/// <summary>What each dialect announces, beside what the original did.</summary>
public sealed class DialectSchemaTests
{
    private static readonly string[] Structural = ["type", "enum", "default", "minimum", "maximum", "minItems", "items"];

    /// <summary>
    /// Tools beside those of which the original's schemas are known: what Sovereign's comms tools spoke of and had not, and M3's own
    /// way to its tools, whose arguments are pinned by their own tests.
    /// </summary>
    private static readonly Dictionary<string, string[]> Added = new()
    {
        [DialectNames.Sovereign] = ["comms_send"],
        [DialectNames.M3] = ["m3_index", "m3_call", "tools_list_domains"],
    };

    public static TheoryData<string> Names() => [.. DialectNames.All];

    [Theory]
    [InlineData(DialectNames.Ainote, 24)]
    [InlineData(DialectNames.ClaudeMemory, 1)]
    [InlineData(DialectNames.ConversationHandoff, 11)]
    [InlineData(DialectNames.Loaditout, 8)]
    [InlineData(DialectNames.M3, 48)]
    [InlineData(DialectNames.Sovereign, 30)]
    public async Task Original_HasSoManyTools_AndEachIsAnnouncedOnce(string dialect, int tools)
    {
        await using var room = await Room.OpenAsync();
        Original(dialect).Count.ShouldBe(tools);
        room.Server.ListTools(room.Caller() with { Dialect = dialect }).Count.ShouldBe(tools + Added.GetValueOrDefault(dialect, []).Length);
    }

    [Fact]
    public void Counts_CoverEveryDialect()
        => typeof(DialectSchemaTests).GetMethod(nameof(Original_HasSoManyTools_AndEachIsAnnouncedOnce))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Select(data => (string)((InlineDataAttribute)data).Data[0]!).ShouldBe(DialectNames.All, ignoreOrder: true);

    [Theory, MemberData(nameof(Names))]
    public async Task Tools_HaveTheOriginalsNames(string dialect)
    {
        await using var room = await Room.OpenAsync();
        var (announced, original) = (Announced(room, dialect).Keys, Original(dialect).Keys);
        original.Except(announced).ShouldBeEmpty();
        announced.Except(original).ShouldBe(Added.GetValueOrDefault(dialect, []), ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Parameters_HaveTheOriginalsTypesEnumsBoundsAndDefaults(string dialect)
    {
        await using var room = await Room.OpenAsync();
        var announced = Announced(room, dialect);
        foreach (var (tool, schema) in Original(dialect))
        {
            foreach (var property in schema.At("properties").EnumerateObject())
            {
                var ours = announced[tool].At("properties").GetProperty(property.Name);
                foreach (var word in Structural)
                {
                    property.Value.TryGetProperty(word, out var wanted).ShouldBe(ours.TryGetProperty(word, out var got), $"{tool}/{property.Name}/{word}");
                    Compact(got).ShouldBe(Compact(wanted), $"{tool}/{property.Name}/{word}");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task RequiredParameters_AreTheOriginals(string dialect)
    {
        await using var room = await Room.OpenAsync();
        var announced = Announced(room, dialect);
        foreach (var (tool, schema) in Original(dialect)) Required(announced[tool]).ShouldBe(Required(schema), tool);
    }

    /// <summary>What the policy sample says of each tool is held against the catalogue by a whole-process test.</summary>
    [Theory, MemberData(nameof(Names))]
    public void RecommendedPolicy_HasARuleForEveryTool_AndDeniesAllOthers(string dialect)
    {
        using var policy = JsonDocument.Parse(File.ReadAllText(Repository.At("samples", "policies", "dialects", dialect + ".json")));
        policy.RootElement.Text("default").ShouldBe("deny");
        Original(dialect).Keys.Concat(Added.GetValueOrDefault(dialect, [])).Except(policy.RootElement.At("tools").EnumerateObject().Select(rule => rule.Name)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Tools_NameTheNativeOperationsTheyMapTo(string dialect)
    {
        await using var room = await Room.OpenAsync();
        var natives = room.Server.ListTools(room.Caller()).Select(tool => tool.Name).ToList();
        foreach (var tool in room.Server.ListTools(room.Caller() with { Dialect = dialect }))
        {
            tool.Natives.ShouldNotBeEmpty(tool.Name);
            tool.Natives.ShouldBeSubsetOf(natives, tool.Name);
            tool.Description.Length.ShouldBeInRange(20, 400, tool.Name);
            JsonDocument.Parse(tool.OutputSchema).RootElement.At("properties").EnumerateObject().ShouldNotBeEmpty(tool.Name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Dialect_ReplacesTheNativeTools(string dialect)
    {
        await using var room = await Room.OpenAsync();
        var caller = room.Caller() with { Dialect = dialect };
        room.Server.ListTools(caller).ShouldAllBe(tool => tool.Toolset == dialect);
        (await room.Server.CallAsync(caller, "session_start", default, null, default)).ShouldBeNull();
        room.Server.Instructions(caller).ShouldNotBe(room.Server.Instructions(room.Caller()));
    }

    [Fact]
    public async Task Dialect_UnderAGrantWithoutAToolset_LacksTheToolsThatNeedIt()
    {
        await using var room = await Room.OpenAsync();
        var caller = room.Caller() with { Dialect = DialectNames.ConversationHandoff, Toolsets = ["core"] };
        room.Server.ListTools(caller).Select(tool => tool.Name)
            .ShouldBe(["handoff_save", "handoff_load", "handoff_add_comment", "handoff_delete_comment", "handoff_search"]);
        (await room.Server.CallAsync(caller, "handoff_clear", default, null, default)).ShouldBeNull();
    }

    [Fact]
    public async Task UnknownDialect_HasNoToolsAndSaysWhichThereAre()
    {
        await using var room = await Room.OpenAsync();
        var caller = room.Caller() with { Dialect = "klingon" };
        room.Server.ListTools(caller).ShouldBeEmpty();
        var reply = (await room.Server.CallAsync(caller, "handoff_save", default, null, default)).ShouldNotBeNull();
        reply.Failure.ShouldNotBeNull().Message.ShouldContain(DialectNames.ConversationHandoff);
        DialectNames.Refuse(null).ShouldBeNull();
        DialectNames.Refuse(DialectNames.ClaudeMemory).ShouldBeNull();
    }

    private static Dictionary<string, JsonElement> Announced(Room room, string dialect)
        => room.Server.ListTools(room.Caller() with { Dialect = dialect }).ToDictionary(tool => tool.Name, tool => JsonDocument.Parse(tool.InputSchema).RootElement);

    private static Dictionary<string, JsonElement> Original(string dialect)
        => JsonDocument.Parse(File.ReadAllText(Repository.At("tests", "Baton.Memory.Tests", "Dialects", "Originals", dialect + ".json"))).RootElement.At("tools")
            .EnumerateArray().ToDictionary(tool => tool.Text("name"), tool => tool.At("inputSchema"));

    private static string Compact(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? "" : JsonSerializer.Serialize(element);

    private static List<string> Required(JsonElement schema)
        => schema.Has("required") ? [.. schema.Texts("required").Order()] : [];
}
