using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>A handoff that native tools saved, with all they can say, as each dialect shows it: what it has no word for is there all the same.</summary>
public sealed class ForeignHandoffTests : IAsyncLifetime
{
    private Room _room = null!;
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _id = (await _room.DoneAsync("handoff_save",
            "{'summary':'Login half done','body':'The token is refreshed too late.','decisions':['keep cookies'],'pending':['the test'],'changed':['auth.cs'],'next_actions':['fix it'],'blockers':['no staging'],'files':[{'path':'auth.cs','note':'line 7'}]}",
            _room.Caller("bob", client: "cli"))).Text("handoff.id");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task ConversationHandoff_LoadsItsLists_AndNamesTheClient()
    {
        var loaded = await new DialectRoom(_room, DialectNames.ConversationHandoff).DoneAsync("handoff_load", $"{{'key':'{_id}'}}");
        loaded.Text.ShouldContain(
            """
            **Status:** active
            **From:** cli
            **Next action:** fix it

            ## Summary

            Login half done

            ## Decisions

            - keep cookies

            ## Pending

            - the test

            ## Changed

            - auth.cs

            ## Blockers

            - no staging

            ## Files

            - auth.cs  line 7

            ## Conversation

            The token is refreshed too late.
            """.ReplaceLineEndings("\n"));
        var handoff = loaded.Content.At("handoff");
        (handoff.Text("from_ai"), handoff.Text("decisions.0"), handoff.Text("pending.0"), handoff.Text("changed.0"), handoff.Text("blockers.0"), handoff.Text("files.0.path"))
            .ShouldBe(("cli", "keep cookies", "the test", "auth.cs", "no staging", "auth.cs"));
    }

    [Fact]
    public async Task ConversationHandoff_ListsItWithoutAnEmptyTitle()
        => (await new DialectRoom(_room, DialectNames.ConversationHandoff).DoneAsync("handoff_list")).Text.ShouldEndWith("32 bytes): Login half done Next: fix it");

    [Fact]
    public async Task ConversationHandoff_PutsTheProjectThatALabelNamesInBrackets()
    {
        var dialect = new DialectRoom(_room, DialectNames.ConversationHandoff);
        await dialect.DoneAsync("handoff_save", "{'key':'k','summary':'s','conversation':'c','from_ai':'claude','from_project':'shop'}");
        (await dialect.DoneAsync("handoff_load", "{'key':'k'}")).Text.ShouldContain("\n**From:** claude (shop)\n");
    }

    [Theory]
    [InlineData("where_did_i_leave_off", "{'consume':false}", "handoffs.0.")]
    [InlineData("session_handoff", "{'action':'read'}", "handoff.")]
    public async Task Sovereign_ShowsTheSummaryBesideTheText_AndTheBlockers(string tool, string call, string at)
    {
        var read = await new DialectRoom(_room, DialectNames.Sovereign).DoneAsync(tool, call);
        read.Text.ShouldContain(
            """
            Summary: Login half done
            Decisions:
            - keep cookies
            Pending:
            - the test
            Changed:
            - auth.cs
            Next:
            - fix it
            Blockers:
            - no staging
            The token is refreshed too late.
            """.ReplaceLineEndings("\n"));
        read.Content.Text(at + "blockers.0").ShouldBe("no staging");
    }

    [Fact]
    public async Task Sovereign_DoesNotRepeatASummaryThatTheTextBeginsWith()
    {
        var sovereign = new DialectRoom(_room, DialectNames.Sovereign);
        await sovereign.DoneAsync("handoff", "{'note':'" + string.Concat(Enumerable.Repeat("A long note. ", 200)) + "','thread':'t'}");
        (await sovereign.DoneAsync("where_did_i_leave_off", "{'consume':false,'thread':'t'}")).Text.ShouldNotContain("Summary:");
    }

    [Fact]
    public async Task M3_FindsItInOneLineWithoutAnEmptyTitle_AndGetsItsLists()
    {
        var m3 = new DialectRoom(_room, DialectNames.M3);
        (await m3.DoneAsync("memory_search", "{'query':'login'}")).Text.ShouldContain("]]\nLogin half done\nNext: fix it\n[[/baton:data]]");
        var got = (await m3.DoneAsync("memory_get", $"{{'id':'{_id}'}}")).Content;
        (got.Text("decisions.0"), got.Text("pending.0"), got.Text("changed.0"), got.Text("blockers.0"), got.Text("files.0.note")).ShouldBe(("keep cookies", "the test", "auth.cs", "no staging", "line 7"));
        (await _room.DoneAsync("handoff_save", "{'summary':'Nothing follows'}")).Text("handoff.id").ShouldNotBeEmpty();
        (await m3.DoneAsync("memory_search", "{'query':'nothing follows'}")).Text.ShouldContain("]]\nNothing follows\n[[/baton:data]]");
    }

    [Fact]
    public async Task ConversationHandoff_RefusesToClearWhatAnotherHolds_AtItsOwnArgument()
    {
        await _room.DoneAsync("handoff_claim", $"{{'id':'{_id}'}}", _room.Caller("bob", client: "cli"));
        (await new DialectRoom(_room, DialectNames.ConversationHandoff).RefusedAsync("claimed", "handoff_clear", $"{{'key':'{_id}'}}")).Failure!.Path.ShouldBe("/key");
    }
}
