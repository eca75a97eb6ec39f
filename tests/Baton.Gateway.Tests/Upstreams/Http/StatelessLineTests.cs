using System.Collections.Immutable;
using Baton.Gateway.Pins;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Http;
using Baton.Gateway.Upstreams.Relays;
using Baton.TestSupport.Upstreams;
using Microsoft.AspNetCore.Http;
using Patience = Baton.Gateway.Tests.Support.Patience;

namespace Baton.Gateway.Tests.Upstreams.Http;

/// <summary>The line to a server of the stateless era, without a gateway in front of it.</summary>
public sealed class StatelessLineTests : IAsyncLifetime
{
    private static readonly CancellationToken Unhurried = TestContext.Current.CancellationToken;
    private readonly List<string> _log = [];
    private readonly List<(string, PinKind)> _changed = [];
    private RecordingHttpServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RecordingHttpServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Notification_IsPosted_AndNothingIsAnswered()
    {
        await using var line = new Line(this);
        (await line.SendAsync(Notification)).ShouldBeSameAs(Reply.None.Instance);
        var arrived = _server.Of("notifications/cancelled").Single();
        (arrived.Header("mcp-method"), arrived.Header("mcp-protocol-version")).ShouldBe(("notifications/cancelled", "2026-07-28"));
        _log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Notification_ThatReachesNobody_IsTakenAndTheOperatorIsTold()
    {
        await using var line = new Line(this, FreePort.Address());
        (await line.SendAsync(Notification)).ShouldBeSameAs(Reply.None.Instance);
        _log.ShouldHaveSingleItem().ShouldContain("the server 'rec' could not be told");
    }

    [Fact]
    public async Task Notification_ToAServerThatHangs_IsGivenUp()
    {
        _server.Instead = HangAsync;
        await using var line = new Line(this, startTimeout: TimeSpan.FromMilliseconds(50));
        (await line.SendAsync(Notification)).ShouldBeSameAs(Reply.None.Instance);
        _log.ShouldHaveSingleItem().ShouldContain("could not be told");
    }

    [Fact]
    public async Task Call_BeforeAndAfterTheList_RepeatsWhatTheListAsksFor()
    {
        await using var line = new Line(this);
        const string Arguments = """{"region":"eu"}""";
        await line.SendAsync(HttpRecorded.StatelessCall("1", "read_note", Arguments));
        await line.SendAsync(Messages.Stateless("2", "tools/list"));
        await line.SendAsync(HttpRecorded.StatelessCall("3", "read_note", Arguments));
        await line.SendAsync(HttpRecorded.StatelessCall("4", "secret", Arguments));
        _server.Of("tools/call").Select(arrival => arrival.Header("mcp-param-region")).ShouldBe([null, "eu", null]);
    }

    [Fact]
    public async Task List_ToolThatNobodyCanCallRightly_IsLeftOutAndTheOperatorIsTold()
    {
        await using var line = new Line(this);
        var listed = (await line.SendAsync(Messages.Stateless("1", "tools/list"))).Text();
        listed.ShouldContain("read_note");
        listed.ShouldNotContain("\"twice\"");
        _log.ShouldHaveSingleItem().ShouldContain("'twice'");
    }

    /// <summary>Lists and what begins a connection have the shorter patience; calls have their own.</summary>
    [Theory]
    [InlineData("tools/list")]
    [InlineData("prompts/list")]
    [InlineData("resources/list")]
    [InlineData("resources/templates/list")]
    [InlineData("server/discover")]
    public async Task List_OfAServerThatHangs_IsGivenUpAfterTheStartTimeout(string method)
    {
        _server.Instead = HangAsync;
        await using var line = new Line(this, startTimeout: TimeSpan.FromMilliseconds(50), silence: TimeSpan.FromHours(1));
        (await line.SendAsync(Messages.Stateless("1", method))).Text().ShouldContain("said nothing for 0.05 s");
    }

    [Fact]
    public async Task Call_OfAServerThatHangs_IsGivenUpAfterItsOwnPatience()
    {
        _server.Instead = HangAsync;
        await using var line = new Line(this, startTimeout: TimeSpan.FromHours(1), silence: TimeSpan.FromMilliseconds(60));
        (await line.SendAsync(HttpRecorded.StatelessCall("1", "read_note"))).Text().ShouldContain("said nothing for 0.06 s");
    }

    [Fact]
    public async Task Listen_OutlastsEveryPatience_AndEndsWithTheLine()
    {
        _server.Instead = HangAsync;
        var line = new Line(this, startTimeout: TimeSpan.FromMilliseconds(1), silence: TimeSpan.FromMilliseconds(1));
        var listening = line.SendAsync(Messages.Stateless("1", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}")).AsTask();
        await Patience.Until(() => _server.Of("subscriptions/listen").Count == 1);
        listening.IsCompleted.ShouldBeFalse();
        await line.DisposeAsync();
        (await listening.WaitAsync(Unhurried)).Text().ShouldContain("was closed");
    }

    [Theory]
    [InlineData("notifications/tools/list_changed", PinKind.Tool)]
    [InlineData("notifications/prompts/list_changed", PinKind.Prompt)]
    [InlineData("notifications/resources/list_changed", PinKind.Template)]
    [InlineData("notifications/message", null)]
    public async Task Aside_Notification_GoesToTheClient_AndAChangeIsHeard(string method, PinKind? changed)
    {
        SayOnTheWay($$"""{"jsonrpc":"2.0","method":"{{method}}"}""");
        await using var line = new Line(this);
        var call = CallBuilder.Stateless(HttpRecorded.StatelessCall("1", "read_note"), server: "rec");
        (await line.SendAsync(call)).ShouldBeOfType<Reply.Completed>();
        ((CallBuilder.Collected)call.Channel).Sent.ShouldHaveSingleItem().ShouldContain(method);
        _changed.ShouldBe(changed is { } kind ? [("rec", kind)] : []);
    }

    [Fact]
    public async Task Aside_Request_HasNoWayBack_AndIsPassedOver()
    {
        SayOnTheWay("""{"jsonrpc":"2.0","id":7,"method":"sampling/createMessage","params":{}}""");
        await using var line = new Line(this);
        var call = CallBuilder.Stateless(HttpRecorded.StatelessCall("1", "read_note"), server: "rec");
        (await line.SendAsync(call)).ShouldBeOfType<Reply.Completed>();
        ((CallBuilder.Collected)call.Channel).Sent.ShouldBeEmpty();
    }

    private const string Notification = """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"_meta":""" + Messages.Meta + "}}";

    private void SayOnTheWay(string aside) => _server.Instead = async (http, arrival) =>
    {
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync($"data: {aside}\n\ndata: {{\"jsonrpc\":\"2.0\",\"id\":{Messages.Json(arrival.Body).At("id")},\"result\":{{}}}}\n\n");
        return true;
    };

    private static async Task<bool> HangAsync(HttpContext http, Arrival arrival)
    {
        await Task.Delay(Timeout.Infinite, http.RequestAborted);
        return true;
    }

    /// <summary>A line to the server, or to nobody.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private readonly HttpWire _wire;
        private readonly StatelessLine _line;

        public Line(StatelessLineTests test, string? url = null, TimeSpan? startTimeout = null, TimeSpan? silence = null)
        {
            var target = new HttpTarget(new Uri(url ?? test._server.Url), ImmutableDictionary<string, string>.Empty)
            {
                StartTimeout = startTimeout ?? TimeSpan.FromMinutes(1),
                Silence = silence ?? TimeSpan.FromMinutes(1),
            };
            var options = new RelayOptions
            {
                Requests = new NoServerRequests("nobody is here"),
                Log = test._log.Add,
                ListChanged = (server, kind) => test._changed.Add((server, kind)),
            };
            _wire = new HttpWire(target);
            _line = new StatelessLine("rec", target, _wire, options);
        }

        public ValueTask<Reply> SendAsync(string json) => SendAsync(CallBuilder.Stateless(json, server: "rec"));

        public ValueTask<Reply> SendAsync(Call call) => _line.SendAsync(call, Unhurried);

        public async ValueTask DisposeAsync()
        {
            await _line.DisposeAsync();
            _wire.Dispose();
        }
    }
}
