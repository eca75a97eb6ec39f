using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sovereign;

/// <summary>The comms tools: channels, order, paging, times, and who says to have read what.</summary>
public sealed class SovereignCommsTests
{
    [Fact]
    public async Task Send_KeepsTheBodyAsItIs_InItsChannelAndPlace()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var sent = await tools.RawAsync("comms_send", "{\"body\":\"first\\r\\nsecond \\ud83d\\ude00\",\"channel\":\"deck\",\"source_instance\":\"beta\"}");
        sent.Content.Text("channel").ShouldBe("deck");
        sent.Text.ShouldBe($"Message recorded: {sent.Content.Text("message_id")}, project default.");
        var shown = (await tools.DoneAsync("comms_recall", "{'channel':'deck'}")).Content.At("messages.0");
        shown.Text("message_id").ShouldBe(sent.Content.Text("message_id"));
        shown.Text("body").ShouldBe("first\r\nsecond 😀");
        shown.Text("from").ShouldBe("beta");
        shown.Text("principal").ShouldBe("ada");
        shown.Text("channel").ShouldBe("deck");
        shown.Number("position").ShouldBe(1);
        shown.Text("at").ShouldBe("2026-03-01T12:00:00.000Z");
        (await room.DoneAsync("memory_get", $"{{'id':'{sent.Content.Text("message_id")}'}}")).Text("memory.content").ShouldBe("first\r\nsecond 😀");
    }

    [Theory]
    [InlineData("")]
    [InlineData(",'channel':''")]
    public async Task Send_WithoutAChannel_IsGeneral(string said)
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        (await tools.DoneAsync("comms_send", $"{{'body':'Anyone there?'{said}}}")).Content.Text("channel").ShouldBe("general");
        (await tools.BodiesAsync("comms_recall", "{}")).ShouldBe(["Anyone there?"]);
    }

    [Fact]
    public async Task Recall_IsNewestFirst_OrOldestFirst_AndPaged()
    {
        await using var room = await Room.OpenAsync();
        var tools = await FourAsync(room);
        (await tools.BodiesAsync("comms_recall", "{}")).ShouldBe(["d", "c", "b", "a"]);
        (await tools.BodiesAsync("comms_recall", "{'order':'asc'}")).ShouldBe(["a", "b", "c", "d"]);
        (await tools.BodiesAsync("comms_recall", "{'limit':2,'offset':1}")).ShouldBe(["c", "b"]);
        (await tools.BodiesAsync("comms_recall", "{'order':'asc','limit':1,'offset':3}")).ShouldBe(["d"]);
        (await tools.BodiesAsync("comms_recall", "{'offset':4}")).ShouldBeEmpty();
        (await tools.DoneAsync("comms_recall", "{'limit':1}")).Content.Number("total").ShouldBe(4);
    }

    [Fact]
    public async Task Recall_BetweenTimes_TakesBothEnds()
    {
        await using var room = await Room.OpenAsync();
        var tools = await FourAsync(room);
        (await tools.BodiesAsync("comms_recall", "{'since':'2026-03-01T14:00:00Z'}")).ShouldBe(["d", "c"]);
        (await tools.BodiesAsync("comms_recall", "{'until':'2026-03-01T13:00:00Z'}")).ShouldBe(["b", "a"]);
        (await tools.BodiesAsync("comms_recall", "{'since':'2026-03-01T13:00:00Z','until':'2026-03-01T13:00:00Z'}")).ShouldBe(["b"]);
        foreach (var time in (string[])["since", "until"]) (await tools.RefusedAsync(FailureCode.Invalid, "comms_recall", $"{{'{time}':'later'}}")).Failure!.Path.ShouldBe("/" + time);
    }

    [Fact]
    public async Task Acknowledged_IsReadForThatInstanceAlone_AndReadingMarksNothing()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var first = await tools.SentAsync("a");
        room.Clock.Advance(TimeSpan.FromHours(1));
        await tools.SentAsync("b");
        (await tools.BodiesAsync("comms_unread_bodies", "{'instance_id':'beta'}")).ShouldBe(["a", "b"]);
        (await tools.BodiesAsync("comms_unread_bodies", "{'instance_id':'beta','order':'desc','limit':1}")).ShouldBe(["b"]);
        var acknowledged = await tools.DoneAsync("comms_acknowledge", $"{{'message_id':'{first}','instance_id':'beta','note':'Seen'}}");
        acknowledged.Content.Text("message_id").ShouldBe(first);
        (await tools.BodiesAsync("comms_unread_bodies", "{'instance_id':'beta'}")).ShouldBe(["b"]);
        (await tools.BodiesAsync("comms_unread_bodies", "{'instance_id':'gamma'}")).ShouldBe(["a", "b"]);
        (await tools.BodiesAsync("comms_recall", "{'unread_for':'beta'}")).ShouldBe(["b"]);
        var native = (await room.DoneAsync("memory_get", $"{{'id':'{acknowledged.Content.Text("acknowledgement_id")}'}}")).At("memory");
        native.Text("content").ShouldBe("Seen");
        native.Text("thread").ShouldBe(first);
    }

    [Fact]
    public async Task Acknowledge_TwiceAndByThreeInARow_IsTakenEachTime()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var message = await tools.SentAsync("The raft leaves at noon");
        foreach (var instance in (string[])["beta", "beta", "gamma"])
        {
            await tools.DoneAsync("comms_acknowledge", $"{{'message_id':'{message}','instance_id':'{instance}','note':'I have read it and come along'}}");
        }
        (await tools.BodiesAsync("comms_unread_bodies", "{'instance_id':'gamma'}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Acknowledge_OfWhatIsNoMessage_IsNotFound()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        var insight = await tools.InsightAsync("Alder floats");
        foreach (var id in (string[])[SovereignCalls.Unknown, insight, "nonsense"])
        {
            (await tools.RefusedAsync(FailureCode.NotFound, "comms_acknowledge", $"{{'message_id':'{id}','instance_id':'beta'}}")).Failure!.Path.ShouldBe("/message_id");
        }
    }

    [Fact]
    public async Task Channels_AreCounted_WithTheirLastMessage()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        (await tools.DoneAsync("comms_channels")).Text.ShouldBe("No messages yet.");
        await tools.SentAsync("a", "'channel':'river'");
        room.Clock.Advance(TimeSpan.FromHours(1));
        await tools.SentAsync("b", "'channel':'river'");
        await tools.SentAsync("c", "'channel':'deck'");
        var channels = await tools.DoneAsync("comms_channels");
        channels.Text.ShouldBe("- deck: 1\n- river: 2");
        channels.Content.Text("channels.1.channel").ShouldBe("river");
        channels.Content.Number("channels.1.messages").ShouldBe(2);
        channels.Content.Text("channels.1.last_at").ShouldBe("2026-03-01T13:00:00.000Z");
    }

    [Fact]
    public async Task Channel_WithANameLikeAnothersThread_IsNotMixedWithIt()
    {
        await using var room = await Room.OpenAsync();
        var tools = room.Sovereign();
        await tools.SentAsync("a", "'channel':'deck'");
        await tools.SentAsync("b", "'channel':'deck/upper'");
        await tools.SentAsync("c", "'channel':'Deck'");
        (await tools.BodiesAsync("comms_recall", "{'channel':'deck'}")).ShouldBe(["a"]);
        (await tools.BodiesAsync("comms_recall", "{'channel':'deck/upper'}")).ShouldBe(["b"]);
        (await tools.BodiesAsync("comms_recall", "{'channel':'Deck'}")).ShouldBe(["c"]);
    }

    private static async Task<DialectRoom> FourAsync(Room room)
    {
        var tools = room.Sovereign();
        foreach (var body in (string[])["a", "b", "c", "d"])
        {
            await tools.SentAsync(body);
            room.Clock.Advance(TimeSpan.FromHours(1));
        }
        return tools;
    }
}
