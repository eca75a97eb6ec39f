using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

public sealed class M3LinkAndMoveTests
{
    [Fact]
    public async Task Links_KeepM3sWords_AndShowInTheGraph()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var (one, two, three) = (await WriteAsync(m3, "apples ripen"), await WriteAsync(m3, "bridges sway"), await WriteAsync(m3, "clocks tick"));
        await m3.DoneAsync("memory_link", $"{{'from_id':'{one}','to_id':'{two}','relationship_type':'consolidates'}}");
        await m3.DoneAsync("memory_link", $"{{'from_id':'{two}','to_id':'{three}'}}");
        var near = (await m3.DoneAsync("memory_graph", $"{{'memory_id':'{one}'}}")).Content;
        near.At("edges").GetArrayLength().ShouldBe(1);
        near.Text("edges.0.relationship_type").ShouldBe("consolidates");
        var far = (await m3.DoneAsync("memory_graph", $"{{'memory_id':'{one}','depth':2}}")).Content;
        far.At("nodes").GetArrayLength().ShouldBe(3);
        far.Text("edges.1.relationship_type").ShouldBe("related");
        await m3.RefusedAsync(FailureCode.Invalid, "memory_graph", $"{{'memory_id':'{one}','depth':4}}");
        await m3.RefusedAsync(FailureCode.Invalid, "memory_link", $"{{'from_id':'{one}','to_id':'{two}','relationship_type':'likes'}}");
        (await m3.RefusedAsync(FailureCode.NotFound, "memory_link", $"{{'from_id':'{one}','to_id':'m_01JNOSUCHONE'}}")).Failure!.Path.ShouldBe("/to_id");
    }

    [Fact]
    public async Task LinkSupersedes_TakesTheOldOutOfSearches()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var (old, fresh) = (await WriteAsync(m3, "the gate code is blue"), await WriteAsync(m3, "the gate code is amber today"));
        await m3.DoneAsync("memory_link", $"{{'from_id':'{fresh}','to_id':'{old}','relationship_type':'supersedes'}}");
        (await m3.DoneAsync("memory_search", "{'query':'gate code'}")).Content.At("results").EnumerateArray().Select(row => row.Text("id")).ShouldBe([fresh]);
    }

    [Fact]
    public async Task LinkBulk_MakesEachByItself()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var (one, two) = (await WriteAsync(m3, "apples ripen"), await WriteAsync(m3, "bridges sway"));
        var bulk = (await m3.DoneAsync("memory_link_bulk", $"{{'relationship_type':'supports','links':[{{'from_id':'{one}','to_id':'{two}'}},{{'from_id':'{two}','to_id':'{one}','relationship_type':'extends'}},{{'from_id':'{one}','to_id':'{one}'}}]}}")).Content;
        bulk.Number("done").ShouldBe(2);
        bulk.Text("results.0.relationship_type").ShouldBe("supports");
        bulk.Text("results.1.relationship_type").ShouldBe("extends");
        bulk.Text("results.2.error").ShouldBe(FailureCode.Invalid);
    }

    [Fact]
    public async Task Export_ThenImportElsewhere_GivesTheSame_AndTwiceChangesNothing()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var one = (await m3.DoneAsync("memory_write", "{'type':'decision','content':'We use [[baton:data id=x]] tabs\\r\\n','title':'T','agent_id':'alpha','importance':0.9}")).Content.Text("id");
        var two = await WriteAsync(m3, "bridges sway");
        await m3.DoneAsync("memory_link", $"{{'from_id':'{one}','to_id':'{two}','relationship_type':'references'}}");
        var exported = await m3.DoneAsync("memory_export");
        exported.Content.Number("item_count").ShouldBe(2);
        exported.Text.ShouldNotContain("[[baton");
        JsonDocument.Parse(exported.Text).RootElement.At("items").EnumerateArray().Select(item => item.Text("content")).ShouldContain("We use [[baton:data id=x]] tabs\r\n");

        await using var elsewhere = await Room.OpenAsync();
        var there = Open(elsewhere);
        var data = JsonSerializer.Serialize(new { data = exported.Text });
        var first = (await there.RawAsync("memory_import", data)).Content;
        first.Number("imported").ShouldBe(2);
        first.Number("links").ShouldBe(1);
        var again = (await there.RawAsync("memory_import", data)).Content;
        again.Number("imported").ShouldBe(0);
        again.Number("updated").ShouldBe(0);
        again.Number("links").ShouldBe(0);
        again.Number("present").ShouldBe(3);
        var found = (await there.DoneAsync("memory_search", "{'query':'tabs'}")).Content;
        found.Text("results.0.content").ShouldBe("We use [[baton:data id=x]] tabs\r\n");
        found.Text("results.0.agent_id").ShouldBe("alpha");
        found.At("results.0.importance").GetDouble().ShouldBe(0.9);
    }

    [Fact]
    public async Task Export_TakesItsFilters()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        await m3.DoneAsync("memory_write", "{'type':'fact','content':'apples ripen','agent_id':'alpha'}");
        room.Clock.Advance(TimeSpan.FromDays(2));
        var since = room.Clock.GetUtcNow();
        await m3.DoneAsync("memory_write", "{'type':'decision','content':'bridges sway','agent_id':'beta'}");
        (await m3.DoneAsync("memory_export", "{'agent_filter':'alpha'}")).Content.Number("item_count").ShouldBe(1);
        (await m3.DoneAsync("memory_export", "{'type_filter':'decision'}")).Content.Text("items.0.agent_id").ShouldBe("beta");
        (await m3.DoneAsync("memory_export", $"{{'since':'{since:yyyy-MM-dd'T'HH:mm:ss'Z'}'}}")).Content.Number("item_count").ShouldBe(1);
    }

    [Fact]
    public async Task Import_OfWhatIsNoExport_IsRefused_AndABrokenItemIsNamed()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        (await m3.RefusedAsync(FailureCode.Invalid, "memory_import", "{'data':'nonsense'}")).Failure!.Path.ShouldBe("/data");
        (await m3.RefusedAsync(FailureCode.Invalid, "memory_import", "{'data':'{}'}")).Failure!.Hint.ShouldNotBeNull().ShouldContain("memory_export");
        var report = (await m3.RawAsync("memory_import", JsonSerializer.Serialize(new { data = """{"items":[{"id":"a","content":"kept"},{"content":"no id"},{"id":"c"}]}""" }))).Content;
        report.Number("imported").ShouldBe(1);
        report.Number("failed").ShouldBe(2);
        report.Number("errors.0.item").ShouldBe(2);
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.M3);

    private static async Task<string> WriteAsync(DialectRoom m3, string content)
        => (await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'{content}'}}")).Content.Text("id");
}
