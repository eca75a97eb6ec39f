using System.Text;
using System.Text.Json;
using Baton.Gateway.Grants;
using Baton.Gateway.Pins;
using Baton.Gateway.Sessions;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.BuiltIn;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Tests.Upstreams.Relays;

/// <summary>What a server says unasked, and where it goes: to the call it belongs to, to the session, or to nobody.</summary>
public sealed class ClientRelayTests : IServerRequests, IDisposable
{
    private const string Sampling = """{"jsonrpc":"2.0","id":"s1","method":"sampling/createMessage","params":{"x":1.0}}""";

    private static readonly JsonSerializerOptions JsonWriting = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WaitingCalls _waiting = new();
    private readonly ClientSession _session = CallBuilder.Session();
    private readonly CallBuilder.Collected _channel = new();
    private readonly SurfaceChanges _surface = new();
    private readonly List<(string, PinKind)> _changed = [];
    private readonly List<string> _toServer = [];
    private readonly List<bool> _ended = [];
    private readonly ClientRelay _relay;
    private readonly List<string> _log = [];
    private RpcError? _refusal;
    private Exception? _broken;

    public ClientRelayTests()
    {
        var options = new RelayOptions { Requests = this, Surface = _surface, Log = _log.Add, ListChanged = (server, kind) => _changed.Add((server, kind)) };
        _relay = new ClientRelay("rec", _waiting, options, message =>
        {
            _toServer.Add(Encoding.UTF8.GetString(message.Span));
            return ValueTask.CompletedTask;
        });
    }

    public ValueTask<ServerRequest> JudgeAsync(Caller caller, ClientDescription client, string server, Envelope request)
        => _broken is null ? new(new ServerRequest(_refusal, answer => _ended.Add(answer is not null))) : throw _broken;

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Request_WithoutASession_PingIsAnsweredAndAllElseIsRefused()
    {
        await RequestAsync("""{"jsonrpc":"2.0","id":7,"method":"ping"}""");
        await RequestAsync(Sampling);
        ToServer(0).At("id").ShouldBe("7");
        ToServer(0).At("result").ShouldBe("{}");
        ToServer(1).At("id").ShouldBe("s1");
        ToServer(1).At("error.code").ShouldBe($"{ErrorCode.MethodNotFound}");
        _channel.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Request_LetThrough_ReachesTheCallUnderAnIdOfTheGateway_AndItsAnswerGoesBackUnderTheServers()
    {
        Belong();
        await RequestAsync(Sampling);
        _relay.IsAsking.ShouldBeTrue();
        var asked = Messages.Json(_channel.Sent.ShouldHaveSingleItem());
        asked.At("id").ShouldNotBe("s1");
        asked.At("params").ShouldBe("""{"x":1.0}""");
        Answer(asked.At("id"));
        ToServer(0).At("id").ShouldBe("s1");
        ToServer(0).At("result.ok").ShouldBe("1");
        _ended.ShouldBe([true]);
        _relay.IsAsking.ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"s1\"", "\"s1\"")]
    [InlineData("1", "1.0")]
    public async Task Request_UnderAnIdThatIsStillOpen_IsRefused_AndTheFirstKeepsItsAnswer(string first, string second)
    {
        Belong();
        await RequestAsync(Sampling.Replace("\"s1\"", first, StringComparison.Ordinal));
        await RequestAsync(Sampling.Replace("\"s1\"", second, StringComparison.Ordinal));

        _toServer.ShouldHaveSingleItem().ShouldBe(
            $$$"""{"jsonrpc":"2.0","id":{{{second}}},"error":{"code":-32600,"message":{{{JsonSerializer.Serialize($"The id {second} is that of a request which is not answered yet.", JsonWriting)}}}}}""");
        var asked = Messages.Json(_channel.Sent.ShouldHaveSingleItem()).At("id");
        (_ended.ShouldHaveSingleItem(), _session.Questions.Count, _relay.IsAsking).ShouldBe((false, 1, true));
        Answer(asked).ShouldBeTrue();
        ToServer(1).At("result.ok").ShouldBe("1");
        (_ended[1], _relay.IsAsking).ShouldBe((true, false));
        await RequestAsync(Sampling.Replace("\"s1\"", second, StringComparison.Ordinal));
        (_channel.Sent.Count, _toServer.Count).ShouldBe((2, 2), "an id whose request was answered is free again");
    }

    [Fact]
    public async Task Request_OfNoCall_WaitsUntilTheClientListens()
    {
        Belong();
        await RequestAsync(Sampling, ofCall: false);
        _channel.Sent.ShouldBeEmpty();
        Messages.Json(Outbox().ShouldHaveSingleItem()).At("method").ShouldBe("sampling/createMessage");
    }

    [Fact]
    public async Task Request_ThatARuleRefuses_IsAnsweredAndTheClientHearsNothing()
    {
        Belong();
        _refusal = new RpcError(ErrorCode.Refused, "no");
        await RequestAsync(Sampling);
        ToServer(0).At("error.message").ShouldBe("no");
        _channel.Sent.ShouldBeEmpty();
        _relay.IsAsking.ShouldBeFalse();
    }

    [Fact]
    public async Task Request_ThatCannotBeJudged_IsRefused_AndTheOperatorIsTold()
    {
        Belong();
        _broken = new Baton.Memory.Storage.StoreUnavailableException("The disk is gone.");
        await RequestAsync(Sampling);
        ToServer(0).At("id").ShouldBe("s1");
        ToServer(0).At("error.code").ShouldBe($"{ErrorCode.StepFailed}");
        ToServer(0).At("error.message").ShouldBe("The request cannot be judged, so the client was not asked.");
        _log.ShouldHaveSingleItem().ShouldContain("The disk is gone.");
        (_channel.Sent.Count, _relay.IsAsking).ShouldBe((0, false));
    }

    [Fact]
    public async Task Updated_ResourcesWithoutEnd_AreKeptUpToABound_AndTheOperatorIsToldOnce()
    {
        Belong();
        for (var number = 0; number < 10_000; number++) await NotifyAsync($$$"""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"a:{{{number}}}"}}""");
        _log.ShouldHaveSingleItem().ShouldContain("the server 'rec'");
        var kept = Outbox();
        kept.Count.ShouldBe(4096);
        Messages.Json(kept[0]).At("params.uri").ShouldBe("a:0");
        Messages.Json(kept[^1]).At("params.uri").ShouldBe("a:4095");
    }

    [Fact]
    public async Task Ping_InASession_AsksTheClientAndNoRule()
    {
        Belong();
        _refusal = new RpcError(ErrorCode.Refused, "no");
        await RequestAsync("""{"jsonrpc":"2.0","id":7,"method":"ping"}""");
        Messages.Json(_channel.Sent.ShouldHaveSingleItem()).At("method").ShouldBe("ping");
        _toServer.ShouldBeEmpty();
    }

    [Fact]
    public async Task Request_OfAClientThatLeavesTooManyUnanswered_IsRefusedAsBusy()
    {
        Belong();
        while (_session.Questions.TryAsk(static _ => { }, out _))
        {
        }
        await RequestAsync(Sampling);
        ToServer(0).At("error.code").ShouldBe($"{ErrorCode.Busy}");
        _ended.ShouldBe([false]);
        _relay.IsAsking.ShouldBeFalse();
    }

    [Fact]
    public async Task Request_WhereTooMuchWaitsForAClientThatNeverListens_IsRefusedAsBusy()
    {
        Belong();
        while (_session.Outbox.Post("{}"u8.ToArray()))
        {
        }
        await RequestAsync(Sampling, ofCall: false);
        ToServer(0).At("error.code").ShouldBe($"{ErrorCode.Busy}");
        _ended.ShouldBe([false]);
        (_relay.IsAsking, _session.Questions.Count).ShouldBe((false, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelled_Question_IsTakenBackUnderTheClientsId(bool ofCall)
    {
        Belong();
        await RequestAsync(Sampling, ofCall);
        var id = Messages.Json(ofCall ? _channel.Sent[0] : Outbox()[0]).At("id");
        await NotifyAsync(Messages.Cancel("\"s1\""), ofCall);
        var told = ofCall ? _channel.Sent[^1] : Outbox().ShouldHaveSingleItem();
        Messages.Json(told).At("params.requestId").ShouldBe(id);
        _ended.ShouldBe([false]);
        (_relay.IsAsking, _session.Questions.Count).ShouldBe((false, 0));
        Answer(id).ShouldBeFalse();
        _toServer.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"other"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled"}""")]
    public async Task Cancelled_WhatWasNotAsked_IsPassedOver(string notice)
    {
        Belong();
        await RequestAsync(Sampling);
        await NotifyAsync(notice);
        _channel.Sent.Count.ShouldBe(1);
        _relay.IsAsking.ShouldBeTrue();
    }

    [Fact]
    public async Task Progress_GoesToItsCallUnderTheClientsToken_WhicheverChannelItCameBy()
    {
        var call = CallBuilder.InSession(Messages.Call("1", "t", meta: """{"progressToken":"mine"}"""));
        var open = _waiting.Begin(call);
        await NotifyAsync($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{open.Id}}},"progress":1.0}}""");
        var sent = Messages.Json(((CallBuilder.Collected)call.Channel).Sent.ShouldHaveSingleItem());
        sent.At("params.progressToken").ShouldBe("mine");
        sent.At("params.progress").ShouldBe("1.0");
        open.LastHeard.ShouldBeGreaterThan(0);
        _channel.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Progress_NobodyAskedFor_CountsAsHeardAndIsNotPassedOn()
    {
        var call = CallBuilder.InSession(Messages.Call("1", "t"));
        var open = _waiting.Begin(call);
        await NotifyAsync($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{open.Id}}},"progress":1}}""");
        foreach (var stray in (string[])["""{"progressToken":"other"}""", "{}", """{"progressToken":{}}"""])
        {
            await NotifyAsync($$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{{stray}}}""");
        }
        ((CallBuilder.Collected)call.Channel).Sent.ShouldBeEmpty();
        _channel.Sent.ShouldBeEmpty();
        open.LastHeard.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Subscribed_Notice_GoesToTheCallThatListens_UnderItsId()
    {
        var call = CallBuilder.Stateless(Messages.Stateless("\"mine\"", "subscriptions/listen"));
        var open = _waiting.Begin(call);
        string Notice(string id) => "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"a:b\",\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":" + id + "}}}";
        await NotifyAsync(Notice($"{open.Id}"));
        await NotifyAsync(Notice("999"));
        var sent = Messages.Json(((CallBuilder.Collected)call.Channel).Sent.ShouldHaveSingleItem());
        sent.GetProperty("params").GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetString().ShouldBe("mine");
        _channel.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("notifications/tools/list_changed", PinKind.Tool)]
    [InlineData("notifications/prompts/list_changed", PinKind.Prompt)]
    [InlineData("notifications/resources/list_changed", PinKind.Template)]
    public async Task Changed_List_IsHeardAndWaitsOnceInTheSession(string method, PinKind kind)
    {
        Belong();
        for (var time = 0; time < 3; time++) await NotifyAsync($$"""{"jsonrpc":"2.0","method":"{{method}}"}""");
        _changed.ShouldBe([("rec", kind), ("rec", kind), ("rec", kind)]);
        Outbox().ShouldHaveSingleItem().ShouldContain(method);
        _channel.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Updated_Resources_WaitOnceEach()
    {
        Belong();
        foreach (var uri in (string[])["a:1", "a:2", "a:1"]) await NotifyAsync($$$"""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"{{{uri}}}"}}""");
        Outbox().Select(message => Messages.Json(message).At("params.uri")).ShouldBe(["a:1", "a:2"]);
    }

    /// <summary>Without a session several clients share a connection: what belongs to nobody in particular is told to nobody.</summary>
    [Theory]
    [InlineData(true, true, 1, 0)]
    [InlineData(true, false, 0, 1)]
    [InlineData(false, true, 1, 0)]
    [InlineData(false, false, 0, 0)]
    public async Task Message_GoesToItsCall_ElseToTheSession_ElseNowhere(bool hasSession, bool ofCall, int sent, int waiting)
    {
        if (hasSession) Belong();
        await NotifyAsync("""{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}""", ofCall);
        (_channel.Sent.Count, Outbox().Count).ShouldBe((sent, waiting));
    }

    [Fact]
    public void Nearest_WithoutASession_IsTheOnlyCall_AndInOneTheNewest()
    {
        _relay.Nearest().ShouldBeNull();
        var first = _waiting.Begin(CallBuilder.InSession(Messages.Call("1", "t")));
        _relay.Nearest().ShouldBeSameAs(first.Call.Channel);
        var second = _waiting.Begin(CallBuilder.InSession(Messages.Call("2", "t")));
        _relay.Nearest().ShouldBeNull();
        Belong();
        _relay.Nearest().ShouldBeSameAs(second.Call.Channel);
        _waiting.Forget(second);
        _relay.Nearest().ShouldBeSameAs(first.Call.Channel);
    }

    [Fact]
    public void Belongs_EditOfAPolicy_TellsTheSessionUntilItEnds()
    {
        Belong();
        _surface.ToolsChanged();
        Outbox().ShouldHaveSingleItem().ShouldContain("notifications/tools/list_changed");
        _session.Dispose();
        _surface.ToolsChanged();
        Outbox().ShouldBeEmpty();
    }

    private void Belong() => _relay.Belongs(_session, Gateways.Local);

    private Task RequestAsync(string json, bool ofCall = true) => _relay.RequestAsync(Messages.Read(json), ofCall ? _channel : null, default).AsTask();

    private Task NotifyAsync(string json, bool ofCall = true) => _relay.NotificationAsync(Messages.Read(json), ofCall ? _channel : null, default).AsTask();

    private bool Answer(string id) => _session.Questions.Answer(Messages.Read($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"ok":1}}"""));

    private JsonElement ToServer(int number) => Messages.Json(_toServer[number]);

    private List<string> Outbox()
    {
        var waiting = new List<string>();
        while (_session.Outbox.TryTake(out var message)) waiting.Add(Encoding.UTF8.GetString(message.Span));
        return waiting;
    }
}
