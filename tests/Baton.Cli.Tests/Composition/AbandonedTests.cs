using Baton.Cli.Composition;

namespace Baton.Cli.Tests.Composition;

/// <summary>What was being opened beside something that failed is closed, whenever it is there, and its own failure is not reported.</summary>
public sealed class AbandonedTests
{
    [Fact]
    public async Task Dispose_WhatOpens_IsClosedOnceItIsThere()
    {
        var opening = new TaskCompletionSource<Opened>();
        var closing = Abandoned.DisposeAsync(opening.Task).AsTask();
        closing.IsCompleted.ShouldBeFalse();
        var opened = new Opened();
        opening.SetResult(opened);
        await closing;
        opened.Closed.ShouldBe(1);
    }

    [Fact]
    public async Task Dispose_WhatFailedOrWasCancelled_IsPassedOver()
    {
        await Abandoned.DisposeAsync(Task.FromException<Opened>(new IOException("no such file")));
        await Abandoned.DisposeAsync(Task.FromCanceled<Opened>(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Signals_TheTokenThatStopsToo_StopsOnce()
    {
        using var also = new CancellationTokenSource();
        using (var signals = new StopSignals(also.Token))
        {
            signals.Token.IsCancellationRequested.ShouldBeFalse();
            await also.CancelAsync();
            signals.Token.IsCancellationRequested.ShouldBeTrue();
        }
        using var later = new StopSignals(also.Token);
        later.Token.IsCancellationRequested.ShouldBeTrue();
    }

    private sealed class Opened : IAsyncDisposable
    {
        public int Closed { get; private set; }

        public ValueTask DisposeAsync()
        {
            Closed++;
            return ValueTask.CompletedTask;
        }
    }
}
