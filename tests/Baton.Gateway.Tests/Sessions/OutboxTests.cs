using System.Text;
using Baton.Gateway.Sessions;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Sessions;

public sealed class OutboxTests
{
    private readonly Outbox _outbox = new();

    private void Post(string key, string text) => _outbox.Post(key, Encoding.UTF8.GetBytes(text));

    private string? Take() => _outbox.TryTake(out var message) ? Encoding.UTF8.GetString(message.Span) : null;

    [Fact]
    public void Post_SameKeyWhileItWaits_IsOne()
    {
        Post("a", "1");
        Post("b", "2");
        Post("a", "3");

        Take().ShouldBe("1");
        Take().ShouldBe("2");
        Take().ShouldBeNull();
    }

    [Fact]
    public void Post_SameKeyAfterItWasTaken_WaitsAgain()
    {
        Post("a", "1");
        Take();
        Post("a", "2");

        Take().ShouldBe("2");
    }

    [Fact]
    public async Task WhenWaiting_CompletesOncePosted()
    {
        var waiting = _outbox.WhenWaiting();
        waiting.IsCompleted.ShouldBeFalse();

        Post("a", "1");
        await waiting.WaitAsync(Patience.Limit);
        _outbox.WhenWaiting().IsCompleted.ShouldBeTrue();

        Take();
        _outbox.WhenWaiting().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task PostAndTake_FromManyThreads_LoseNothing()
    {
        var taken = new HashSet<string>();
        var taking = Task.Run(async () =>
        {
            while (taken.Count < 4000)
            {
                await _outbox.WhenWaiting().WaitAsync(Patience.Limit);
                while (Take() is { } message) taken.Add(message);
            }
        });

        Parallel.For(0, 4000, at => Post($"k{at}", $"m{at}"));

        await taking.WaitAsync(Patience.Limit);
        taken.Count.ShouldBe(4000);
    }

    [Fact]
    public void Post_OfManyKeys_IsKeptUpToABound_AndTheSameKeyIsNoMore()
    {
        for (var key = 0; key < 4096; key++) _outbox.TryPost($"k{key}", "{}"u8.ToArray()).ShouldBeTrue();

        _outbox.TryPost("one more", "{}"u8.ToArray()).ShouldBeFalse();
        _outbox.TryPost("k7", "{}"u8.ToArray()).ShouldBeTrue();
        _outbox.Post("{}"u8.ToArray()).ShouldBeFalse();
        Post("the gateway's own", "{}");
        Take().ShouldNotBeNull();
        Take().ShouldNotBeNull();
        _outbox.TryPost("one more", "{}"u8.ToArray()).ShouldBeTrue();
    }

    [Fact]
    public void Post_OfLargeMessages_IsKeptUpToABoundOfBytes_ButOneIsAlwaysKept()
    {
        var large = new byte[24 * 1024 * 1024];
        _outbox.Post(large).ShouldBeTrue();
        _outbox.TryPost("a", large).ShouldBeTrue();
        _outbox.Post(large).ShouldBeFalse();
        _outbox.TryPost("b", large).ShouldBeFalse();
        _outbox.TryPost("c", "{}"u8.ToArray()).ShouldBeTrue();
        Take();
        _outbox.TryPost("b", large).ShouldBeTrue();

        var empty = new Outbox();
        empty.Post(new byte[80 * 1024 * 1024]).ShouldBeTrue();
        empty.TryPost("x", "{}"u8.ToArray()).ShouldBeFalse();
    }

    [Fact]
    public void Post_OfWhatStandsForItself_IsKeptUpToABound()
    {
        var outbox = new Outbox();
        var kept = 0;
        while (outbox.Post("{}"u8.ToArray())) kept++;

        kept.ShouldBe(1024);
        outbox.TryTake(out _).ShouldBeTrue();
        outbox.Post("{}"u8.ToArray()).ShouldBeTrue();
    }
}
