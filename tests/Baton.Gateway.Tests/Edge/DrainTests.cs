using Baton.Gateway.Edge;

namespace Baton.Gateway.Tests.Edge;

/// <summary>Waiting for what is under way.</summary>
public sealed class DrainTests
{
    private readonly Drain _drain = new();

    [Fact]
    public void WhenEmpty_NothingUnderWay_IsAtOnce() => _drain.WhenEmpty().IsCompleted.ShouldBeTrue();

    [Fact]
    public async Task WhenEmpty_SeveralUnderWay_CompletesWithTheLast()
    {
        _drain.Enter();
        _drain.Enter();
        var (first, second) = (_drain.WhenEmpty(), _drain.WhenEmpty());

        _drain.Exit();
        first.IsCompleted.ShouldBeFalse();
        _drain.Exit();

        await Task.WhenAll(first, second);
    }

    // Work that begins after it was empty once is waited for like any other.
    [Fact]
    public async Task WhenEmpty_WorkBegunAfterItWasEmpty_IsWaitedForAgain()
    {
        _drain.Enter();
        var before = _drain.WhenEmpty();
        _drain.Exit();
        await before;
        _drain.Enter();

        var after = _drain.WhenEmpty();

        after.IsCompleted.ShouldBeFalse();
        _drain.Exit();
        await after;
    }

    [Fact]
    public async Task EnterAndExit_FromManyThreads_EndsEmpty()
    {
        _drain.Enter();
        var empty = _drain.WhenEmpty();
        Parallel.For(0, 1000, _ =>
        {
            _drain.Enter();
            _drain.Exit();
        });
        empty.IsCompleted.ShouldBeFalse();
        _drain.Exit();
        await empty;
    }
}
