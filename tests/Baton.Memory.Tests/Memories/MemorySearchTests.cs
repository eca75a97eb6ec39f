using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

public sealed class MemorySearchTests
{
    [Fact]
    public async Task Search_GivesFieldsScoreSnippetAndTerms()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'The staging database listens on port 5433','tags':['db'],'project':'demo'}");
        var found = await room.DoneAsync("memory_search", "{'query':'staging ports giraffe'}");
        found.Text("results.0.project").ShouldBe("demo");
        found.Texts("results.0.tags").ShouldBe(["db"]);
        found.At("results.0.score").GetDouble().ShouldBeGreaterThan(0);
        var snippet = found.Text("results.0.snippet");
        found.At("results.0.ranges").EnumerateArray().Select(range => snippet[range[0].GetInt32()..range[1].GetInt32()]).ShouldBe(["staging", "port"]);
        found.Texts("matched_terms").ShouldContain("staging");
        found.Texts("unmatched_terms").ShouldBe(["giraffe"]);
        found.At("confidence").GetDouble().ShouldBeInRange(0.1, 0.95);
    }

    [Fact]
    public async Task Search_WithoutAHit_ExplainsItself()
    {
        await using var room = await Room.OpenAsync();
        (await room.DoneAsync("memory_search", "{'query':'x'}")).Text("explanation").ShouldContain("Nothing is there");
        await room.DoneAsync("memory_save", "{'content':'cats'}");
        (await room.DoneAsync("memory_search", "{'query':'dogs'}")).Text("explanation").ShouldContain("None of 1");
    }

    [Fact]
    public async Task Search_Filters_Restrict()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'otter one','type':'fact','tags':['a'],'thread':'t','project':'p'}");
        await room.DoneAsync("memory_save", "{'content':'otter two','type':'warning','tags':['b'],'visibility':'private','project':'q'}");
        await room.DoneAsync("memory_save", "{'content':'otter three','visibility':'shared','project':'q'}");
        (await room.DoneAsync("memory_search", "{'query':'otter'}")).Number("total").ShouldBe(3);
        (await room.DoneAsync("memory_search", "{'query':'otter','type':'warning'}")).Number("total").ShouldBe(1);
        (await room.DoneAsync("memory_search", "{'query':'otter','type':['warning','fact'],'project':'p'}")).Number("total").ShouldBeGreaterThanOrEqualTo(1);
        (await room.DoneAsync("memory_search", "{'query':'otter','tags':['a']}")).Number("total").ShouldBe(1);
        (await room.DoneAsync("memory_search", "{'query':'otter','thread':'t'}")).Number("total").ShouldBe(1);
        (await room.DoneAsync("memory_search", "{'query':'otter','visibility':'private'}")).Number("total").ShouldBe(1);
        (await room.DoneAsync("memory_search", "{'query':'otter','project':'p'}")).Number("total").ShouldBe(2);
    }

    [Fact]
    public async Task Search_Pages_EveryHitOnce()
    {
        await using var room = await Room.OpenAsync();
        string[] animals = ["lynx", "heron", "newt", "badger", "puffin", "stoat", "gecko", "ibis", "tapir", "okapi", "dingo"];
        foreach (var animal in animals) await room.DoneAsync("memory_save", $"{{'content':'sighting report for {animal} number {animal.Length}{animal[0]}','key':'{animal}'}}");
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await room.DoneAsync("memory_search", cursor is null ? "{'query':'sighting','limit':4}" : $"{{'query':'sighting','limit':4,'cursor':'{cursor}'}}");
            seen.AddRange(page.At("results").EnumerateArray().Select(result => result.Text("key")));
            cursor = page.At("next_cursor").GetString();
        }
        while (cursor is not null && seen.Count < 50);
        seen.Order().ShouldBe(animals.Order());
    }

    [Fact]
    public async Task Search_CursorOfAnotherQuestion_IsRefused()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'memories':[{'content':'red otter'},{'content':'blue heron otter and more'},{'content':'an otter far away by the sea'}]}");
        var cursor = (await room.DoneAsync("memory_search", "{'query':'otter','limit':1}")).Text("next_cursor");
        await room.RefusedAsync(FailureCode.BadCursor, "memory_search", $"{{'query':'heron','cursor':'{cursor}'}}");
    }

    [Fact]
    public async Task Search_BothTimeAxes_AnswerSeparately()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'office is in Berlin','key':'office','valid_from':'2025-01-01','valid_to':'2026-01-01'}");
        room.Clock.Advance(TimeSpan.FromDays(30));
        await room.DoneAsync("memory_update", "{'key':'office','content':'office is in Hamburg'}");
        (await room.DoneAsync("memory_search", "{'query':'office','as_of':'2025-06-01'}")).Text("results.0.content").ShouldContain("Hamburg");
        (await room.DoneAsync("memory_search", "{'query':'office','as_of':'2025-06-01','known_at':'2026-03-15'}")).Text("results.0.content").ShouldContain("Berlin");
        (await room.DoneAsync("memory_search", "{'query':'office','as_of':'2026-01-01'}")).Number("total").ShouldBe(0);
        (await room.DoneAsync("memory_search", "{'query':'office','as_of':'2024-12-31T23:59:59Z'}")).Number("total").ShouldBe(0);
        (await room.DoneAsync("memory_search", "{'query':'office','known_at':'2026-02-01'}")).Number("total").ShouldBe(0);
    }

    [Theory]
    [InlineData("{}", "/query")]
    [InlineData("{'query':'x','limit':0}", "/limit")]
    [InlineData("{'query':'x','limit':201}", "/limit")]
    [InlineData("{'query':'x','as_of':'when?'}", "/as_of")]
    [InlineData("{'query':'x','project':' '}", "/project")]
    public async Task Search_WhatIsWrong_IsRefusedWithItsPlace(string json, string path)
    {
        await using var room = await Room.OpenAsync();
        (await room.RefusedAsync(FailureCode.Invalid, "memory_search", json)).Path.ShouldBe(path);
    }

    [Theory]
    [InlineData("* OR \\\"")]
    [InlineData("NEAR(a b) AND NOT c:d ^ {x}")]
    [InlineData("%_'';--")]
    [InlineData("日本語 😀")]
    [InlineData("???")]
    public async Task Search_AnyText_IsAQuestion(string query)
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'something'}");
        await room.DoneAsync("memory_search", $"{{'query':'{query.Replace("'", "")}'}}");
    }

    [Fact]
    public async Task Search_Explain_ShowsWhatScoresAreMadeOf()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'otter'}");
        var found = await room.DoneAsync("memory_search", "{'query':'otter','explain':true}");
        found.At("results.0.explain").EnumerateObject().ShouldNotBeEmpty();
        found.At("weights").EnumerateObject().ShouldNotBeEmpty();
        (await room.DoneAsync("memory_search", "{'query':'otter'}")).Has("weights").ShouldBeFalse();
    }
}
