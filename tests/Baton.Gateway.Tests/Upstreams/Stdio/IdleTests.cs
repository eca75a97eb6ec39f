using System.Collections.Concurrent;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Relays;
using Baton.Gateway.Upstreams.Stdio;
using Baton.TestSupport.Processes;

namespace Baton.Gateway.Tests.Upstreams.Stdio;

/// <summary>The process that stateless clients share, when nobody uses it; on a clock that the test moves.</summary>
public sealed class IdleTests : IAsyncDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    private readonly RecordingServer _server = new();
    private readonly TimerClock _clock = new();
    private readonly ConcurrentQueue<string> _log = [];
    private readonly StdioUpstream _upstream;

    public IdleTests() => _upstream = new StdioUpstream(
        "rec", new ChildCommand(RecordingServer.Program, [_server.Record], ChildEnvironment.AllowListed(Environment.GetEnvironmentVariables(), [])),
        new RelayOptions { Requests = new NoServerRequests("no"), Log = _log.Enqueue, Time = _clock, Idle = Idle });

    public async ValueTask DisposeAsync()
    {
        await _upstream.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task Process_ThatNobodyUses_IsEnded_AndStartedAgainByTheNextCall()
    {
        var first = await SpawnedAsync();

        _clock.Advance(Idle);
        await Patience.Until(() => Ended == 1);
        var second = await SpawnedAsync();

        second.ShouldNotBe(first);
    }

    [Fact]
    public async Task Process_UsedBeforeTheTimeIsOver_IsKept()
    {
        await AnsweredAsync();
        _clock.Advance(Idle - TimeSpan.FromSeconds(1));
        await AnsweredAsync();
        _clock.Advance(Idle - TimeSpan.FromSeconds(1));
        await AnsweredAsync();

        Ended.ShouldBe(0);
    }

    [Fact]
    public async Task Process_WithACallOpen_IsKept_UntilTheCallIsOver()
    {
        using var giveUp = new CancellationTokenSource();
        var open = _upstream.SendAsync(Stateless("wait"), giveUp.Token).AsTask();
        await Patience.Until(() => _server.Of("tools/call").Count == 1);
        await AnsweredAsync();
        _clock.Advance(Idle * 2);
        await AnsweredAsync();
        Ended.ShouldBe(0);

        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(open);
        _clock.Advance(Idle);

        await Patience.Until(() => Ended == 1);
    }

    [Fact]
    public async Task Process_OfASession_IsKept()
    {
        using var session = CallBuilder.Session();
        await _upstream.SendAsync(CallBuilder.InSession(Messages.Initialize(), session: session, server: "rec"), default);

        _clock.Advance(Idle * 5);

        (await _upstream.SendAsync(CallBuilder.InSession(Messages.Call("1", "read_note"), session: session, server: "rec"), default)).ShouldBeOfType<Reply.Completed>();
        _server.Of("initialize").Count.ShouldBe(1);
        Ended.ShouldBe(0);
    }

    [Fact]
    public async Task Calls_AsTheTimeRunsOut_AreAllAnswered()
    {
        for (var round = 0; round < 8; round++)
        {
            await AnsweredAsync();
            var calls = Enumerable.Range(0, 4).Select(_ => Task.Run(AnsweredAsync)).ToList();
            _clock.Advance(Idle);
            await Task.WhenAll(calls);
        }
    }

    private int Ended => _log.Count(line => line.Contains("nobody uses it", StringComparison.Ordinal));

    private async Task AnsweredAsync()
    {
        var reply = await _upstream.SendAsync(Stateless("read_note"), default);
        reply.ShouldBeOfType<Reply.Completed>(reply.Text());
    }

    private async Task<string> SpawnedAsync() => (await _upstream.SendAsync(Stateless("spawn"), default)).Text();

    private static Call Stateless(string tool) => CallBuilder.Stateless(HttpRecorded.StatelessCall("1", tool), server: "rec");
}
