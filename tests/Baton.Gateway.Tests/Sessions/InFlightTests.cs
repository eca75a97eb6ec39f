using System.Text;
using Baton.Gateway.Sessions;
using Baton.Protocol.Messages;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Sessions;

public sealed class InFlightTests
{
    private readonly TwoClocks _time = new();
    private readonly InFlight _requests;

    public InFlightTests() => _requests = new InFlight(_time);

    private static RequestId Id(string raw) => RequestId.Read(Encoding.UTF8.GetBytes(raw))!.Value;

    [Fact]
    public void TryBegin_IdUnderWay_IsRefusedUntilItEnds()
    {
        _requests.TryBegin(Id("1"), CancellationToken.None, out var running).ShouldBeTrue();
        _requests.TryBegin(Id("1.0"), CancellationToken.None, out _).ShouldBeFalse();
        _requests.TryBegin(Id("\"1\""), CancellationToken.None, out _).ShouldBeTrue();

        running!.Dispose();
        _requests.TryBegin(Id("1"), CancellationToken.None, out _).ShouldBeTrue();
        _requests.Count.ShouldBe(2);
    }

    [Fact]
    public void Cancel_RequestUnderWay_IsTakenBack()
    {
        _requests.TryBegin(Id("1"), CancellationToken.None, out var running);

        _requests.Cancel(Id("1"));

        running!.Token.IsCancellationRequested.ShouldBeTrue();
        running.IsTakenBack.ShouldBeTrue();
    }

    [Fact]
    public void OuterCancellation_IsNotTakenBack()
    {
        using var outer = new CancellationTokenSource();
        _requests.TryBegin(Id("1"), outer.Token, out var running);

        outer.Cancel();

        running!.Token.IsCancellationRequested.ShouldBeTrue();
        running.IsTakenBack.ShouldBeFalse();
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void Cancel_ThatOvertakes_HoldsForTenSeconds(int seconds, bool cancelled)
    {
        _requests.Cancel(Id("1"));
        _time.Move(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));

        _requests.TryBegin(Id("1"), CancellationToken.None, out var running);

        running!.IsTakenBack.ShouldBe(cancelled);
    }

    // What somebody does to the wall clock changes nothing about ten seconds.
    [Theory]
    [InlineData(-3600, 11, false)]
    [InlineData(3600, 1, true)]
    public void Cancel_ThatOvertakes_GoesByTheTimeThatReallyPassed(int wall, int passed, bool cancelled)
    {
        _requests.Cancel(Id("1"));
        _time.Move(TimeSpan.FromSeconds(wall), TimeSpan.FromSeconds(passed));

        _requests.TryBegin(Id("1"), CancellationToken.None, out var running);

        running!.IsTakenBack.ShouldBe(cancelled);
    }

    [Fact]
    public void Cancel_OfManyUnknownIds_MakesRoomAgainWhenTheirTimeIsOver()
    {
        for (var at = 0; at < 1000; at++) _requests.Cancel(RequestId.Of(at));
        _time.Move(TimeSpan.Zero, TimeSpan.FromSeconds(10));

        _requests.Cancel(RequestId.Of(5000));

        _requests.TryBegin(RequestId.Of(5000), CancellationToken.None, out var late);
        late!.IsTakenBack.ShouldBeTrue();
    }

    [Fact]
    public void Cancel_ThatOvertakes_HoldsOnce()
    {
        _requests.Cancel(Id("1"));
        _requests.TryBegin(Id("1"), CancellationToken.None, out var first);
        first!.Dispose();

        _requests.TryBegin(Id("1"), CancellationToken.None, out var second);
        second!.IsTakenBack.ShouldBeFalse();
    }

    [Fact]
    public void Cancel_OfManyUnknownIds_IsBounded()
    {
        for (var at = 0; at < 1000; at++) _requests.Cancel(RequestId.Of(at));

        _requests.TryBegin(RequestId.Of(999), CancellationToken.None, out var late);
        late!.IsTakenBack.ShouldBeFalse();
    }

    [Fact]
    public void CancelAndDispose_FromManyThreads_NeverThrow()
        => Parallel.For(0, 2000, at =>
        {
            _requests.TryBegin(RequestId.Of(at), CancellationToken.None, out var running);
            Parallel.Invoke(() => _requests.Cancel(RequestId.Of(at)), () => running!.Dispose(), () => running!.Dispose());
        });
}
