using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Loaditout;

/// <summary><c>save_memory</c> and <c>recall_memory</c>: every type, every kind of value, every filter.</summary>
public sealed class RecallTests
{
    [Theory]
    [InlineData("search")]
    [InlineData("install")]
    [InlineData("preference")]
    [InlineData("context")]
    public async Task Type_OfEachWord_IsKept_AndRecalledAlone(string type)
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        foreach (var word in (string[])["search", "install", "preference", "context"]) await tools.DoneAsync("save_memory", $"{{'key':'of-{word}','value':'a value of {word}','type':'{word}'}}");
        var recalled = (await tools.DoneAsync("recall_memory", $"{{'type':'{type}'}}")).Content;
        recalled.Number("total").ShouldBe(1);
        recalled.At("memories").GetArrayLength().ShouldBe(1);
        recalled.Text("memories.0.key").ShouldBe("of-" + type);
        recalled.Text("memories.0.value").ShouldBe("a value of " + type);
        recalled.Text("memories.0.type").ShouldBe(type);
        (await room.DoneAsync("memory_get", $"{{'key':'of-{type}'}}")).Text("memory.type").ShouldBe(type);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("-1.50e3")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{\"a\":[1,{\"b\":null}]}")]
    public async Task Value_OfEachKind_ComesBackAsItWas_TwiceAVersion(string value)
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        var first = (await tools.RawAsync("save_memory", $"{{\"key\":\"k\",\"value\":{value},\"type\":\"context\"}}")).Content;
        first.At("saved").GetBoolean().ShouldBeTrue();
        first.Text("key").ShouldBe("k");
        first.Number("version").ShouldBe(1);
        (await tools.DoneAsync("recall_memory")).Content.At("memories.0.value").GetRawText().ShouldBe(value);
        var again = (await tools.RawAsync("save_memory", $"{{\"key\":\"k\",\"value\":{value},\"type\":\"context\"}}")).Content;
        again.Text("id").ShouldBe(first.Text("id"));
        again.Number("version").ShouldBe(2);
        (await tools.DoneAsync("recall_memory")).Content.Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Recall_TakesLimitAndSince_AndSaysWhatItLeavesOut()
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        foreach (var key in (string[])["a", "b", "c"])
        {
            await tools.DoneAsync("save_memory", $"{{'key':'{key}','value':'{key}','type':'context'}}");
            room.Clock.Advance(TimeSpan.FromHours(1));
        }
        async Task<List<string>> Keys(string call) => [.. (await tools.DoneAsync("recall_memory", call)).Content.At("memories").EnumerateArray().Select(one => one.Text("key"))];
        (await Keys("{}")).ShouldBe(["c", "b", "a"]);
        (await Keys("{'since':'2026-03-01T13:00:00Z'}")).ShouldBe(["c", "b"]);
        (await Keys("{'since':'2026-03-01T14:00:00.001Z'}")).ShouldBeEmpty();
        var cut = await tools.DoneAsync("recall_memory", "{'limit':1}");
        cut.Content.At("memories").GetArrayLength().ShouldBe(1);
        cut.Content.Text("note").ShouldBe("1 of 3 are shown; raise limit, or narrow with type, query or since.");
        (await tools.RefusedAsync(FailureCode.Invalid, "recall_memory", "{'limit':0}")).Failure!.Path.ShouldBe("/limit");
        (await tools.RefusedAsync(FailureCode.Invalid, "recall_memory", "{'since':'lately'}")).Failure!.Path.ShouldBe("/since");
    }

    [Theory]
    [InlineData("'key':'','value':1,'type':'context'", "/key")]
    [InlineData("'key':'a\\nb','value':1,'type':'context'", "/key")]
    [InlineData("'key':'k','type':'context'", "/value")]
    [InlineData("'key':'k','value':1", "/type")]
    [InlineData("'key':'k','value':1,'type':'other'", "/type")]
    public async Task Save_OfWhatCannotBe_IsRefusedAtItsPlace_AndKeepsNothing(string said, string path)
    {
        await using var room = await Room.OpenAsync();
        var tools = Open(room);
        (await tools.RefusedAsync(FailureCode.Invalid, "save_memory", $"{{{said}}}")).Failure!.Path.ShouldBe(path);
        (await tools.DoneAsync("recall_memory")).Content.At("memories").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Save_OfAValueThatIsTooLong_SaysItOfTheValue()
    {
        await using var room = await Room.OpenAsync();
        foreach (var value in (object[])[new string('x', (1024 * 1024) + 1), new[] { new string('x', 1024 * 1024) }])
        {
            var refused = await Open(room).RawAsync("save_memory", JsonSerializer.Serialize(new { key = "k", value, type = "context" }));
            refused.Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.TooLarge);
            refused.Failure.Path.ShouldBe("/value");
            refused.Failure.Limit.ShouldBe(1024 * 1024);
        }
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.Loaditout);
}
