using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>Each filter of the search of the dialect <c>conversation-handoff</c>, and what a merge may be told.</summary>
public sealed class ConversationSearchTests
{
    [Theory]
    [InlineData("'tags':['A']", "one")]
    [InlineData("'tags':['b','none']", "two one")]
    [InlineData("'tags_all':['a','B']", "one")]
    [InlineData("'tags_all':['a','c']", "")]
    [InlineData("'from_project':'atlas'", "one")]
    [InlineData("'from_ai':'claude'", "two")]
    [InlineData("'status':'pending'", "one")]
    [InlineData("'status':'active'", "two")]
    [InlineData("'status':'completed'", "")]
    [InlineData("'created_after':'2026-03-01T12:00:00Z'", "two")]
    [InlineData("'created_before':'2026-03-01T12:01:00Z'", "one")]
    [InlineData("'created_before':'2020-01-01'", "")]
    [InlineData("'limit':1", "two")]
    [InlineData("'query':'anchor'", "one")]
    [InlineData("'query':'the anchor','tags':['c']", "")]
    [InlineData("", "two one")]
    public async Task Search_ByOneFilter_GivesWhatFitsIt(string filter, string expected)
    {
        await using var room = await Room.OpenAsync();
        var agent = await FilledAsync(room);
        var found = (await agent.DoneAsync("handoff_search", $"{{{filter}}}")).Content;
        string.Join(' ', found.At("handoffs").EnumerateArray().Select(handoff => handoff.Text("key"))).ShouldBe(expected);
        found.Number("count").ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("'limit':0", "/limit")]
    [InlineData("'limit':101", "/limit")]
    [InlineData("'status':'open'", "/status")]
    [InlineData("'tags':'a'", "/tags")]
    [InlineData("'created_after':'last week'", "/created_after")]
    public async Task Search_ByWhatIsNoFilter_IsRefusedWithItsName(string filter, string path)
    {
        await using var room = await Room.OpenAsync();
        (await (await FilledAsync(room)).RefusedAsync(FailureCode.Invalid, "handoff_search", $"{{{filter}}}")).Failure!.Path.ShouldBe(path);
    }

    [Fact]
    public async Task Merge_WithATitleAndASummary_HasThem_AndWithoutHasItsOwn()
    {
        await using var room = await Room.OpenAsync();
        var agent = await FilledAsync(room);
        var told = (await agent.DoneAsync("handoff_merge", "{'keys':['one','two'],'new_key':'told','new_title':'Both','new_summary':'Both of them'}")).Content.At("handoff");
        (told.Text("key"), told.Text("title"), told.Text("summary"), told.Number("message_count")).ShouldBe(("told", "Both", "Both of them", 3));
        told.Texts("tags").ShouldBe(["a", "b", "c"]);
        var untold = (await agent.DoneAsync("handoff_merge", "{'keys':['one','two']}")).Content.At("handoff");
        untold.Text("key").ShouldStartWith("handoff-2026");
        untold.Text("title").ShouldNotBeNullOrWhiteSpace();
        untold.Text("summary").ShouldNotBeNullOrWhiteSpace();
    }

    /// <summary>A count that was given is shown; bytes that were given are compared with those that came.</summary>
    [Fact]
    public async Task Save_WithACountAndASize_KeepsTheOneAndChecksTheOther()
    {
        await using var room = await Room.OpenAsync();
        var agent = new DialectRoom(room, DialectNames.ConversationHandoff);
        var saved = (await agent.DoneAsync("handoff_save", "{'summary':'s','conversation':'hello','message_count':7,'conversation_bytes':3}")).Content;
        (saved.Number("handoff.message_count"), saved.Number("handoff.conversation_bytes")).ShouldBe((7, 5));
        saved.Texts("notes").ShouldBe(["conversation_bytes says 3, but 5 bytes arrived; compare before relying on it."]);
        (await agent.DoneAsync("handoff_save", "{'summary':'s','conversation':'hello','conversation_bytes':5}")).Content.Texts("notes").ShouldBeEmpty();
    }

    private static async Task<DialectRoom> FilledAsync(Room room)
    {
        var agent = new DialectRoom(room, DialectNames.ConversationHandoff);
        await agent.DoneAsync("handoff_save", "{'key':'one','title':'First','summary':'S','conversation':'## User\\nthe anchor\\n## Assistant\\nyes','tags':['A','b'],'from_ai':'gpt','from_project':'atlas','status':'pending'}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await agent.DoneAsync("handoff_save", "{'key':'two','summary':'S2','conversation':'## User\\nhello','tags':['b','c']}");
        return agent;
    }
}
