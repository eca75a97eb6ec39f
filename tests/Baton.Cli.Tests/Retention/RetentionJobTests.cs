using Baton.Cli.Retention;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Cli.Tests.Retention;

public sealed class RetentionJobTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Timer_FiresAMinuteAfterTheStartAndEveryHour_ArchivesThenTakesOutWhatIsOld()
    {
        (await _cli.RunAsync("memory", "save", "old fact", "--project", "shop")).Code.ShouldBe(0);
        (await _cli.RunAsync("project", "set", "shop", "--retention", "90d")).Code.ShouldBe(0);
        _cli.Time.Advance(TimeSpan.FromDays(91));
        (await _cli.RunAsync("memory", "save", "new fact", "--project", "shop")).Code.ShouldBe(0);

        var folder = new DataFolder(_cli.At("data"));
        var timers = new OneTimer(_cli.Time);
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var store = await SqliteMemoryStore.OpenAsync(folder, timers, TestContext.Current.CancellationToken);
        await using (RetentionJob.Start(store, folder, timers, line => said.TrySetResult(line)))
        {
            (timers.Due, timers.Period).ShouldBe((TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)));
            Directory.Exists(_cli.At("data", "retired")).ShouldBeFalse();
            timers.Fire();
            (await said.Task).ShouldBe("baton: retention archived and took out 1 record.");
        }
        timers.IsDisposed.ShouldBeTrue();
        var retired = Directory.EnumerateFiles(_cli.At("data", "retired")).Single();
        (await File.ReadAllTextAsync(retired, TestContext.Current.CancellationToken)).ShouldContain("old fact");
        (await _cli.RunAsync("memory", "search", "fact", "--project", "shop")).Out.ShouldNotContain("old fact");
    }

    /// <summary>The harness's clock, with the one timer that is fired by hand.</summary>
    private sealed class OneTimer(TimeProvider clock) : TimeProvider
    {
        private TimerCallback? _callback;
        private object? _state;

        public TimeSpan Due { get; private set; }

        public TimeSpan Period { get; private set; }

        public bool IsDisposed { get; private set; }

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state, Due, Period) = (callback, state, dueTime, period);
            return new Timer(this);
        }

        public void Fire() => _callback!(_state);

        private sealed class Timer(OneTimer owner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => owner.IsDisposed = true;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
