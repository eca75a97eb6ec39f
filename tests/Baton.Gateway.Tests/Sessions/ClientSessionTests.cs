using Baton.Gateway.Sessions;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Tests.Sessions;

/// <summary>What lasts as long as a client's session, and ends with it.</summary>
public sealed class ClientSessionTests
{
    private readonly TwoClocks _time = new();
    private readonly ClientSession _session;

    public ClientSessionTests() => _session = new ClientSession("id", "s_1", "local", "memory", Revision.V20251125, ClientDescription.Unknown, _time);

    [Fact]
    public void Idle_IsTheTimeThatReallyPassedSinceItWasUsed()
    {
        _time.Move(TimeSpan.FromHours(-5), TimeSpan.FromMinutes(3));
        _session.Idle.ShouldBe(TimeSpan.FromMinutes(3));
        _session.Touch();
        _session.Idle.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Dispose_EndsWhatIsUnderWayAndWhatItOwns_Once()
    {
        var (first, late) = (new Owned(), new Owned());
        _session.Own(first);
        _session.Requests.TryBegin(RequestId.Of(1), CancellationToken.None, out var running);

        _session.Dispose();
        _session.Dispose();
        _session.Own(late);

        _session.Ended.IsCancellationRequested.ShouldBeTrue();
        running!.Token.IsCancellationRequested.ShouldBeTrue();
        (first.Times, late.Times).ShouldBe((1, 1));
    }

    [Fact]
    public void TakeOverListening_ByANewerStream_EndsTheOlder()
    {
        var first = _session.TakeOverListening();
        first.IsCancellationRequested.ShouldBeFalse();

        var second = _session.TakeOverListening();

        first.IsCancellationRequested.ShouldBeTrue();
        second.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public void Subscriptions_AreCountedOnce()
    {
        _session.Subscribe("a");
        _session.Subscribe("a");
        _session.Subscribe("A");
        _session.SubscriptionCount.ShouldBe(2);
        _session.Unsubscribe("a");
        _session.Unsubscribe("nothing");
        (_session.IsSubscribed("a"), _session.IsSubscribed("A"), _session.SubscriptionCount).ShouldBe((false, true, 1));
    }

    [Fact]
    public void BeginWatching_IsTrueForOneOnly()
    {
        var begun = 0;
        Parallel.For(0, 64, _ =>
        {
            if (_session.BeginWatching()) Interlocked.Increment(ref begun);
        });
        begun.ShouldBe(1);
    }

    private sealed class Owned : IDisposable
    {
        public int Times { get; private set; }

        public void Dispose() => Times++;
    }
}
