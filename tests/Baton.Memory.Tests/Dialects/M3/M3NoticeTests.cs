using System.Collections.Immutable;
using Baton.Memory.Dialects;
using Baton.Memory.Ids;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>M3's notes and agents are the native tools' notices and principals, from either side.</summary>
public sealed class M3NoticeTests
{
    [Fact]
    public async Task Notify_IsInTheNativeInbox_OfThePrincipalOrRoleItNames_AndIsReadThere()
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        var sent = (await m3.DoneAsync("notify", "{'agent_id':'bob','kind':'build','payload':{'ok':true,'note':'42 🔑'}}")).Content;
        var bob = room.Caller("bob");
        var inbox = await room.DoneAsync("inbox_list", "{}", bob);
        inbox.Number("total").ShouldBe(1);
        inbox.Text("notices.0.id").ShouldBe(sent.Text("id"));
        inbox.Text("notices.0.subject").ShouldBe("build");
        inbox.Text("notices.0.message").ShouldBe("""{"ok":true,"note":"42 🔑"}""");
        inbox.Text("notices.0.author").ShouldBe("ada");
        (await room.DoneAsync("inbox_ack", $"{{'ids':['{sent.Text("id")}']}}", bob)).Number("count").ShouldBe(1);
        (await m3.DoneAsync("notifications_poll", "{'agent_id':'bob'}", m3.Caller("bob"))).Content.Number("count").ShouldBe(0);
        (await m3.DoneAsync("notifications_poll", "{'agent_id':'bob'}")).Content.Number("count").ShouldBe(1, "what bob has read is not read by ada");
    }

    [Fact]
    public async Task NativeNotify_IsPolled_AndAcknowledged_InTheDialect()
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        await room.DoneAsync("notify", "{'to':['bob'],'subject':'Tests','message':'green again'}");
        await room.DoneAsync("notify", "{'to':['bob'],'message':'{}'}");
        var polled = (await m3.DoneAsync("notifications_poll", "{'agent_id':'bob'}", m3.Caller("bob"))).Content;
        polled.Number("count").ShouldBe(2);
        var rows = polled.At("notifications").EnumerateArray().ToDictionary(row => row.Text("kind"), row => row);
        rows["Tests"].Text("payload.message").ShouldBe("green again");
        rows["notice"].Text("payload.message").ShouldBe("{}");
        await m3.DoneAsync("notifications_ack", $"{{'notification_id':{rows["Tests"].At("id").GetInt64()}}}", m3.Caller("bob"));
        (await room.DoneAsync("inbox_list", "{}", room.Caller("bob"))).Number("total").ShouldBe(1);
        (await m3.DoneAsync("notifications_ack_all", "{'agent_id':'bob'}", m3.Caller("bob"))).Content.Number("acked").ShouldBe(1);
        (await room.DoneAsync("inbox_list", "{}", room.Caller("bob"))).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Acknowledging_UnderAnotherAgentsName_TakesNothingFromItsInbox()
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        var number = (await m3.DoneAsync("notify", "{'agent_id':'bob','kind':'x'}")).Content.At("notification_id").GetInt64();
        await m3.DoneAsync("notifications_ack", $"{{'notification_id':{number}}}", m3.Caller("eve"));
        await m3.DoneAsync("notifications_ack_all", "{'agent_id':'bob'}", m3.Caller("eve"));
        (await room.DoneAsync("inbox_list", "{}", room.Caller("bob"))).Number("total").ShouldBe(1);
        (await m3.DoneAsync("notifications_poll", "{'agent_id':'bob'}", m3.Caller("bob"))).Content.Number("count").ShouldBe(1);
        var elsewhere = m3.Caller("mallory") with { Projects = ["other"], DefaultProject = "other" };
        (await m3.DoneAsync("notifications_poll", "{'agent_id':'bob'}", elsewhere)).Content.Number("count").ShouldBe(0);
        await m3.RefusedAsync(FailureCode.NotFound, "notifications_ack", $"{{'notification_id':{number}}}", elsewhere);
    }

    [Fact]
    public async Task NotesFromBeforeTheyWereNotices_AreStillPolled_AndAcknowledgedByTheirNumbers()
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        var fields = new MemoryFields
        {
            Type = "m3.notification",
            Title = "build",
            Thread = "m3/notifications",
            Value = Patch.Set<ReadOnlyMemory<byte>>("{\"ok\":1}"u8.ToArray()),
            Labels = ImmutableSortedDictionary<string, string>.Empty.SetItem("agent_id", "bob").SetItem("kind", "build"),
        };
        (await room.Server.Memories.SaveAsync(room.Caller(), new([fields]), default)).Succeeded.ShouldBeTrue();
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        await m3.DoneAsync("notify", "{'agent_id':'bob','kind':'new'}");
        var polled = (await m3.DoneAsync("notifications_poll", "{'agent_id':'bob'}")).Content;
        (polled.Number("count"), polled.Text("notifications.0.kind"), polled.Text("notifications.1.kind")).ShouldBe((2, "new", "build"));
        polled.Number("notifications.1.payload.ok").ShouldBe(1);
        var number = polled.At("notifications.1.id").GetInt64();
        number.ShouldBeLessThan(10);
        (await m3.DoneAsync("notifications_ack", $"{{'notification_id':{number}}}")).Content.Text("read_at").ShouldNotBeEmpty();
        (await m3.DoneAsync("notifications_poll", "{'agent_id':'bob'}")).Content.Number("count").ShouldBe(1);
        (await m3.DoneAsync("notifications_ack_all", "{'agent_id':'bob'}")).Content.Number("acked").ShouldBe(1);
    }

    [Fact]
    public async Task Agents_AreThoseThatDescribedThemselves_AndThePrincipalsThatTheNativeToolsSee()
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        await room.DoneAsync("memory_save", "{'content':'written natively'}", room.Caller("bob"));
        await m3.DoneAsync("agent_register", "{'agent_id':'alpha','role':'reviewer'}");
        (await m3.DoneAsync("agent_list")).Content.At("agents").EnumerateArray().Select(agent => agent.Text("agent_id")).ShouldBe(["alpha", "ada", "bob"], ignoreOrder: true);
        (await m3.DoneAsync("agent_list", "{'role':'reviewer'}")).Content.Number("count").ShouldBe(1);
        (await m3.DoneAsync("agent_get", "{'agent_id':'bob'}")).Content.Text("principal").ShouldBe("bob");
        (await room.DoneAsync("agent_list")).At("agents").EnumerateArray().Select(agent => agent.Text("principal")).ShouldBe(["ada", "bob"], ignoreOrder: true);
        var elsewhere = m3.Caller("mallory") with { Projects = ["other"], DefaultProject = "other" };
        (await m3.DoneAsync("agent_list", "{}", elsewhere)).Content.Number("count").ShouldBe(0);
    }

    [Fact]
    public async Task HandoffsSavedNatively_AreInTheDialectsInbox_AndTheReverse()
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        await room.DoneAsync("handoff_save", "{'summary':'from the native tools','to':'bob'}");
        (await m3.DoneAsync("memory_inbox", "{'agent_id':'bob'}")).Content.Text("items.0.summary").ShouldBe("from the native tools");
        await m3.DoneAsync("memory_handoff", "{'from_agent':'a','to_agent':'bob','task':'from M3'}");
        (await room.DoneAsync("handoff_list", "{'to':'bob'}", room.Caller("bob"))).Number("total").ShouldBe(2);
    }

    [Theory]
    [InlineData("n_01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("n_01ARZ3NDEKTSV4RRFFQ69G5FA0")]
    [InlineData("n_01ARZ3NDEKZZZZZZZZZZZZZZZZ")]
    public void Number_OfAnId_IsExactInEveryReaderOfJson(string id)
        => Ulid.Number(id).ShouldBeInRange(0, (1L << 52) - 1);

    [Fact]
    public void Number_OfIdsThatFollowEachOther_Differs()
        => Ulid.Number("n_01ARZ3NDEKTSV4RRFFQ69G5FAV").ShouldBe(Ulid.Number("n_01ARZ3NDEKTSV4RRFFQ69G5FAT") + 1);
}
