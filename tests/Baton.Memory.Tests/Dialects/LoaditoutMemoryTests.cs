using System.Text;
using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Dialects;

/// <summary><c>save_memory</c> and <c>recall_memory</c>.</summary>
public sealed class LoaditoutMemoryTests
{
    [Fact]
    public async Task Save_ThenRecallInAnotherSession_GivesKeyValueAndType()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var saved = await agent.DoneAsync("save_memory", "{'key':'editor','value':{'theme':'dark','tabs':4},'type':'preference'}");
        saved.Text.ShouldContain("editor");
        saved.Content.Text("key").ShouldBe("editor");
        saved.Content.Number("version").ShouldBe(1);

        var recalled = await agent.DoneAsync("recall_memory", caller: agent.Caller("bob", "terminal"));
        recalled.Content.Text("memories.0.key").ShouldBe("editor");
        recalled.Content.At("memories.0.value").GetRawText().ShouldBe("""{"theme":"dark","tabs":4}""");
        recalled.Content.Text("memories.0.type").ShouldBe("preference");
        recalled.Text.ShouldContain("[[baton:data");
    }

    [Fact]
    public async Task Recall_OfNothing_IsAnEmptyArray()
    {
        await using var room = await Room.OpenAsync();
        var recalled = await Open(room).DoneAsync("recall_memory", "{'type':'install'}");
        recalled.Content.At("memories").GetArrayLength().ShouldBe(0);
        recalled.Content.Number("total").ShouldBe(0);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-12.50e3")]
    [InlineData("\"\"")]
    [InlineData("\"two\\r\\nlines \\ud83d\\ude00\"")]
    [InlineData("[1,[2,{\"a\":null}]]")]
    public async Task Save_OfAnyJson_GivesItBack(string value)
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.RawAsync("save_memory", $$"""{"key":"k","value":{{value}},"type":"context"}""");
        var back = (await agent.DoneAsync("recall_memory")).Content.At("memories.0.value");
        JsonElement.DeepEquals(back, JsonDocument.Parse(value).RootElement).ShouldBeTrue(back.GetRawText());
    }

    [Fact]
    public void Save_OfAnyText_GivesTheSameTextBack()
    {
        using var folder = new SharedRoom();
        Prop.ForAll(ArbMap.Default.ArbFor<UnicodeString>(), text =>
        {
            var value = (text.Get ?? "").Replace("\0", "", StringComparison.Ordinal);
            if (!IsWhole(value)) return;
            var agent = Open(folder.Room);
            agent.RawAsync("save_memory", JsonSerializer.Serialize(new { key = "text", value, type = "context" })).GetAwaiter().GetResult().Failure.ShouldBeNull();
            agent.DoneAsync("recall_memory").GetAwaiter().GetResult().Content.Text("memories.0.value").ShouldBe(value);
        }).Check(Repeatable.Config);
    }

    /// <summary>One letter that is two in its compatibility form, in a script without spaces.</summary>
    [Theory]
    [InlineData("ヿ")]
    [InlineData("㌖㍿ 設計ヿ書")]
    public async Task Save_OfLettersThatAreMoreWhenTheyAreFolded_GivesThemBack(string value)
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("save_memory", $"{{'key':'text','value':'{value}','type':'context'}}");
        (await agent.DoneAsync("recall_memory", $"{{'query':'{value}'}}")).Content.Text("memories.0.value").ShouldBe(value);
    }

    [Fact]
    public async Task Save_OntoAKey_MakesAVersion_AndTheFirstStays()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("save_memory", "{'key':'port','value':5432,'type':'context'}");
        (await agent.DoneAsync("save_memory", "{'key':'port','value':5433,'type':'install'}")).Content.Number("version").ShouldBe(2);
        var recalled = (await agent.DoneAsync("recall_memory")).Content;
        recalled.Number("total").ShouldBe(1);
        recalled.Text("memories.0.type").ShouldBe("install");
        var history = await room.DoneAsync("memory_get", "{'key':'port','history':true}");
        history.Number("history.0.value").ShouldBe(5432);
        history.Number("history.1.value").ShouldBe(5433);
    }

    [Fact]
    public async Task Save_UnderAnIdThatWasPrinted_ChangesThatMemory()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await room.DoneAsync("memory_save", "{'content':'The deploy runs at noon'}");
        var key = (await agent.DoneAsync("recall_memory")).Content.Text("memories.0.key");
        key.ShouldStartWith("m_");
        (await agent.DoneAsync("save_memory", $"{{'key':'{key}','value':'The deploy runs at ten','type':'context'}}")).Content.Text("id").ShouldBe(key);
        (await room.DoneAsync("memory_get", $"{{'id':'{key}'}}")).Text("memory.content").ShouldBe("The deploy runs at ten");
    }

    [Fact]
    public async Task Save_OfAShortValueThatWasJustRecalledUnderAnotherKey_IsNoDuplicate()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("save_memory", "{'key':'editor','value':'dark','type':'preference'}");
        await agent.DoneAsync("recall_memory");
        await agent.DoneAsync("save_memory", "{'key':'terminal','value':'dark','type':'preference'}");
        (await agent.DoneAsync("recall_memory")).Content.Number("total").ShouldBe(2);
    }

    [Fact]
    public async Task Save_OfASecret_ReplacesAndReportsIt()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        const string Token = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345";
        var saved = await agent.DoneAsync("save_memory", $"{{'key':'token','value':{{'github':'{Token}'}},'type':'install'}}");
        saved.Content.At("redacted").GetArrayLength().ShouldBe(1);
        (await agent.DoneAsync("recall_memory")).Content.GetRawText().ShouldNotContain(Token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0001-01-01")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task Recall_SinceNothingOrTheFirstInstant_GivesEverything(string since)
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("save_memory", "{'key':'a','value':'the zebra crossing','type':'context'}");
        Keys(await agent.DoneAsync("recall_memory", $"{{'since':'{since}'}}")).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Recall_WithQueryTypeSinceAndLimit_NarrowsAndSaysWhatIsLeftOut()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await agent.DoneAsync("save_memory", "{'key':'a','value':'the zebra crossing','type':'context'}");
        room.Clock.Advance(TimeSpan.FromHours(1));
        var since = room.Clock.GetUtcNow().ToString("o");
        await agent.DoneAsync("save_memory", "{'key':'b','value':'the zebra stable','type':'context'}");
        await agent.DoneAsync("save_memory", "{'key':'c','value':'a lion','type':'search'}");

        Keys(await agent.DoneAsync("recall_memory", "{'query':'zebra'}")).Order().ShouldBe(["a", "b"]);
        Keys(await agent.DoneAsync("recall_memory", $"{{'query':'zebra','since':'{since}'}}")).ShouldBe(["b"]);
        Keys(await agent.DoneAsync("recall_memory", $"{{'since':'{since}'}}")).ShouldBe(["c", "b"]);
        Keys(await agent.DoneAsync("recall_memory", "{'type':'search'}")).ShouldBe(["c"]);
        var one = await agent.DoneAsync("recall_memory", "{'limit':1}");
        Keys(one).ShouldBe(["c"]);
        one.Content.Number("total").ShouldBe(3);
        one.Content.Text("note").ShouldStartWith("1 of 3 are shown");
        one.Text.ShouldContain("1 of 3");
    }

    [Fact]
    public async Task Recall_ShowsNoOtherProjectsMemories_NorAnothersPrivateOnes()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        await room.DoneAsync("memory_save", "{'content':'elsewhere','project':'other'}");
        await room.DoneAsync("memory_save", "{'content':'only ada sees this','visibility':'private'}");
        (await agent.DoneAsync("recall_memory", caller: agent.Caller("bob"))).Content.Number("total").ShouldBe(0);
        (await agent.DoneAsync("recall_memory")).Content.Number("total").ShouldBe(1);
    }

    [Theory]
    [InlineData("{'key':'k','value':1}", "type")]
    [InlineData("{'key':'k','value':1,'type':'fact'}", "type")]
    [InlineData("{'value':1,'type':'context'}", "key")]
    [InlineData("{'key':'','value':1,'type':'context'}", "key")]
    [InlineData("{'key':'k','type':'context'}", "value")]
    [InlineData("{'key':'a\\u0000b','value':1,'type':'context'}", "U+0000")]
    public async Task Save_OfWhatTheOriginalRefuses_SaysWhatIsWrong(string arguments, string named)
    {
        await using var room = await Room.OpenAsync();
        (await Open(room).RefusedAsync(FailureCode.Invalid, "save_memory", arguments)).Text.ShouldContain(named);
    }

    [Fact]
    public async Task Save_OfWhatIsTooLarge_IsRefusedWithTheLimit_AndNothingIsCut()
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var refused = await agent.RefusedAsync(FailureCode.TooLarge, "save_memory", $"{{'key':'k','value':'{new string('x', 1024 * 1024 + 1)}','type':'context'}}");
        refused.Failure!.Limit.ShouldBe(1024 * 1024);
        (await agent.DoneAsync("recall_memory")).Content.Number("total").ShouldBe(0);
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.Loaditout);

    private static List<string> Keys(Answer answer) => [.. answer.Content.At("memories").EnumerateArray().Select(memory => memory.Text("key"))];

    private static bool IsWhole(string text)
    {
        try
        {
            new UTF8Encoding(false, true).GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private sealed class SharedRoom : IDisposable
    {
        public Room Room { get; } = Room.OpenAsync().GetAwaiter().GetResult();

        public void Dispose() => Room.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
