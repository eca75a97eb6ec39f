using System.Text;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Http;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Upstreams.Http;

/// <summary>A server's stream of events: what is a message, where to take it up again, and how long to wait before.</summary>
public sealed class ServerEventsTests
{
    [Theory]
    [InlineData("data: MSG\n\n", "1")]
    [InlineData("data:MSG\r\n\r\n", "1")]
    [InlineData("data: MSG\r\r", "1")]
    [InlineData("\uFEFFdata: MSG\n\n", "1")]
    [InlineData("event: message\ndata: MSG\n\n", "1")]
    [InlineData("event: ping\ndata: MSG\n\n", "")]
    [InlineData("event: Message\ndata: MSG\n\n", "")]
    [InlineData(": only a comment\n\n: another\n\n", "")]
    [InlineData("data:\n\ndata: \n\ndata: MSG\n\n", "1")]
    [InlineData("data: MSG\n\ndata: MSG\n\n", "1 1")]
    [InlineData("data: MSG", "")]
    [InlineData("data: MSG\n", "")]
    [InlineData("data: {\"jsonrpc\":\"2.0\",\ndata: \"id\":1,\"result\":{}}\n\n", "1")]
    [InlineData("unknown: field\nid: x\ndata: MSG\nnofield\n\n", "1")]
    public async Task Read_Stream_GivesItsMessages(string stream, string ids)
    {
        var (events, seen) = await ReadAsync(stream.Replace("MSG", """{"jsonrpc":"2.0","id":1,"result":{}}""", StringComparison.Ordinal));
        string.Join(' ', seen).ShouldBe(ids);
        events.HasRead.ShouldBeTrue();
    }

    [Theory]
    [InlineData("id: 7\ndata: x\n\n", "7")]
    [InlineData("id: 7\ndata: x\n\nid: 8\ndata: half", "7")]
    [InlineData("id: 7\ndata: x\n\nid: 8\ndata: whole\n", "7")]
    [InlineData("id: 7\n\ndata: x\n\n", "7")]
    [InlineData("id: 7\ndata: x\n\ndata: y\n\n", "7")]
    [InlineData("id: 7\ndata: x\n\nid\ndata: y\n\n", null)]
    [InlineData("id: 7\ndata: x\n\nid:\ndata: y\n\n", null)]
    [InlineData("id: a\0b\ndata: x\n\n", null)]
    [InlineData("data: x\n\n", null)]
    [InlineData("id:  two spaces\ndata: x\n\n", " two spaces")]
    public async Task LastId_IsThatOfTheLastWholeEvent(string stream, string? expected) => (await ReadAsync(stream)).Events.LastId.ShouldBe(expected);

    [Theory]
    [InlineData("retry: 250\n\n", 250)]
    [InlineData("retry: 0\n\n", 0)]
    [InlineData("retry: 999999999\n\n", 30_000)]
    [InlineData("retry: 99999999999999999999\n\n", 1000)]
    [InlineData("retry: soon\n\n", 1000)]
    [InlineData("retry: -5\n\n", 1000)]
    [InlineData("retry: 1.5\n\n", 1000)]
    [InlineData("data: x\n\n", 1000)]
    public async Task Pause_IsTheServersWish_ThirtySecondsAtMost(string stream, int milliseconds)
        => (await ReadAsync(stream)).Events.Pause.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public async Task LastId_OfAnEarlierStream_IsKeptUntilAnotherComes()
    {
        var (events, _) = await ReadAsync("id: 7\ndata: x\n\n");
        await ReadAsync("data: y\n\n", events);
        events.LastId.ShouldBe("7");
        await ReadAsync("id: 8\ndata: y\n\n", events);
        events.LastId.ShouldBe("8");
    }

    [Fact]
    public async Task Stream_WithoutAByte_HasNotBeenRead()
    {
        var (events, _) = await ReadAsync("data: x\n\n");
        await ReadAsync("", events);
        events.HasRead.ShouldBeFalse();
    }

    [Fact]
    public async Task Event_LargerThanTheLimit_IsRefused()
        => await Should.ThrowAsync<InvalidDataException>(ReadAsync($"data: {new string('x', 5000)}\n\n", new ServerEvents(4096)));

    [Fact]
    public void AnyPieces_OfAStream_GiveTheSame() => Prop.ForAll(Gen.Choose(1, 60).ToArbitrary(), atOnce =>
    {
        const string Stream = "\uFEFF: hi\r\nretry: 5\r\nid: é1\r\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\r\ndata: \"result\":{\"text\":\"日本語😀\"}}\r\n\r\nevent: x\rdata: y\r\rid: 2\ndata: {\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}\n\n";
        var events = new ServerEvents(10_000);
        var seen = ReadAsync(Stream, events, atOnce).GetAwaiter().GetResult().Seen;
        seen.ShouldBe(["1", "2"]);
        (events.LastId, events.Pause).ShouldBe(("2", TimeSpan.FromMilliseconds(5)));
    }).Check(Repeatable.Config);

    [Fact]
    public async Task Answer_EndsTheReading_AndWhatFollowsIsLeft()
    {
        using var patience = Patience(out var stream, "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\ndata: {\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}\n\n");
        var seen = 0;
        var reply = await new ServerEvents(1000).ReadAsync(stream, patience, _ =>
        {
            seen++;
            return new ValueTask<Reply?>(Reply.None.Instance);
        });
        (reply, seen).ShouldBe((Reply.None.Instance, 1));
    }

    private static async Task<(ServerEvents Events, List<string> Seen)> ReadAsync(string text, ServerEvents? events = null, int atOnce = 7)
    {
        events ??= new ServerEvents(100_000);
        var seen = new List<string>();
        using var patience = Patience(out var stream, text, atOnce);
        await events.ReadAsync(stream, patience, read =>
        {
            if (read.Envelope is { } envelope) seen.Add($"{envelope.Id}");
            return default;
        });
        return (events, seen);
    }

    private static Baton.Gateway.Upstreams.Http.Patience Patience(out Stream stream, string text, int atOnce = 7)
    {
        stream = new Trickle(Encoding.UTF8.GetBytes(text), atOnce);
        return new Baton.Gateway.Upstreams.Http.Patience(static () => Timeout.InfiniteTimeSpan, TimeProvider.System, default);
    }
}
