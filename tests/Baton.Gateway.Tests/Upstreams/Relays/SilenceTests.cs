using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Relays;

namespace Baton.Gateway.Tests.Upstreams.Relays;

public sealed class SilenceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TimerClock _clock = new();
    private readonly Waiting _waiting = new(CallBuilder.InSession("""{"jsonrpc":"2.0","id":1,"method":"ping"}"""), 1);

    private Task<Reply> WaitAsync(Func<TimeSpan>? most = null, CancellationToken cancellationToken = default)
        => Silence.WaitAsync(_waiting, most ?? (() => Limit), _clock, cancellationToken);

    [Fact]
    public async Task Server_ThatSaysNothing_IsGivenUpAfterTheLimit()
    {
        var answer = WaitAsync();
        await _clock.WhenArmed(Limit);
        _clock.Advance(Limit - TimeSpan.FromTicks(1));
        answer.IsCompleted.ShouldBeFalse();

        _clock.Advance(TimeSpan.FromTicks(1));

        await Should.ThrowAsync<TimeoutException>(() => answer.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Server_ThatIsHeard_HasTheWholeLimitFromThen()
    {
        var answer = WaitAsync();
        await _clock.WhenArmed(Limit);
        _clock.Advance(TimeSpan.FromSeconds(20));
        _waiting.Heard(_clock);
        _clock.Advance(TimeSpan.FromSeconds(10));

        await _clock.WhenArmed(TimeSpan.FromSeconds(20));
        answer.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(20));

        await Should.ThrowAsync<TimeoutException>(() => answer.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Limit_IsAskedAgain_WhenItSeemsToBeOver()
    {
        var limit = Limit;
        var answer = WaitAsync(() => limit);
        await _clock.WhenArmed(Limit);
        limit = TimeSpan.FromHours(1);
        _clock.Advance(Limit);

        await _clock.WhenArmed(TimeSpan.FromHours(1) - Limit);
        _waiting.Finish(Reply.None.Instance);

        (await answer.WaitAsync(Patience.Limit)).ShouldBe(Reply.None.Instance);
    }

    [Fact]
    public async Task NoLimit_IsNone_AndTheClientMayTakeTheCallBack()
    {
        using var taken = new CancellationTokenSource();
        var answer = WaitAsync(() => Timeout.InfiniteTimeSpan, taken.Token);
        _clock.Advance(TimeSpan.FromDays(30));
        answer.IsCompleted.ShouldBeFalse();

        await taken.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answer.WaitAsync(Patience.Limit));
    }
}
