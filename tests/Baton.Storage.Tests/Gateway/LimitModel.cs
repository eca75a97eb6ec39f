using Baton.Gateway.Limits;
using Baton.Gateway.Stores;
using Baton.TestSupport;

namespace Baton.Storage.Tests.Gateway;

/// <summary>One thing that can happen to the counters.</summary>
public abstract record LimitStep
{
    public sealed record Call(int Process, int Counter, int Cost) : LimitStep;

    public sealed record End(int Process, int Which, bool Reached) : LimitStep;

    public sealed record Clock(int Seconds) : LimitStep;

    public sealed record Die(int Process) : LimitStep;
}

/// <summary>
/// Plays steps against real stores of two processes, and keeps every admission by itself: a naive oracle that sums whatever
/// lies within one window's length.
/// </summary>
internal sealed class LimitModel(Func<IGatewayStore> open, ManualTimeProvider time) : IAsyncDisposable
{
    public const decimal Max = 5;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);
    private readonly IGatewayStore[] _processes = [open(), open()];
    private readonly List<(LimitHold Hold, Admitted Admitted)> _holds = [];
    private readonly List<Admitted> _admitted = [];
    private DateTimeOffset _storeTime;

    private sealed class Admitted
    {
        public required int Counter { get; init; }
        public required DateTimeOffset At { get; init; }
        public required decimal Cost { get; init; }
        public bool IsGivenBack { get; set; }
    }

    /// <summary>False as soon as a window holds more than its max.</summary>
    public async Task<bool> PlayAsync(IEnumerable<LimitStep> steps)
    {
        foreach (var step in steps)
        {
            await PlayAsync(step);
            if (_admitted.Any(last => Within(last) > Max)) return false;
        }
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
    }

    private async Task PlayAsync(LimitStep step)
    {
        switch (step)
        {
            case LimitStep.Clock clock:
                time.Advance(TimeSpan.FromSeconds(clock.Seconds));
                break;
            case LimitStep.Die die:
                await _processes[die.Process].DisposeAsync();
                _processes[die.Process] = open();
                break;
            case LimitStep.End end when _holds.Count > 0:
                // A hold is never taken off the list: ending it again, even elsewhere, must change nothing.
                var (hold, admitted) = _holds[end.Which % _holds.Count];
                await _processes[end.Process].Limits.SettleAsync(hold, end.Reached);
                if (end.Reached) break;
                admitted.IsGivenBack = true;
                Look();
                break;
            case LimitStep.Call call:
                await CallAsync(call);
                break;
        }
    }

    private async Task CallAsync(LimitStep.Call call)
    {
        var reservation = LimitSample.Window($"c{call.Counter}", Max, Length, call.Cost);
        var hold = await _processes[call.Process].Limits.TryHoldAsync(reservation);
        Look();
        if (hold is null) return;
        var admitted = new Admitted { Counter = call.Counter, At = _storeTime, Cost = call.Cost };
        _admitted.Add(admitted);
        _holds.Add((hold, admitted));
    }

    /// <summary>The store's time, of all counters and processes, is the latest instant that any of them has seen.</summary>
    private void Look() => _storeTime = _storeTime > time.GetUtcNow() ? _storeTime : time.GetUtcNow();

    private decimal Within(Admitted last) => _admitted
        .Where(one => one.Counter == last.Counter && !one.IsGivenBack && one.At <= last.At && one.At > last.At - Length)
        .Sum(one => one.Cost);
}
