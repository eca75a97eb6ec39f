using System.Diagnostics;

namespace Baton.Bench.Policy;

/// <summary>Times an action after warming it up: the median of many batches, and what each run allocates.</summary>
internal static class Measure
{
    private const int Batches = 41;

    public static Measurement Of(string name, int runsPerBatch, Action action)
    {
        var warmUp = Stopwatch.StartNew();
        while (warmUp.ElapsedMilliseconds < 1500) action();
        var times = new double[Batches];
        for (var batch = 0; batch < Batches; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var run = 0; run < runsPerBatch; run++) action();
            times[batch] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / runsPerBatch;
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < runsPerBatch; run++) action();
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)runsPerBatch;
        Array.Sort(times);
        return new Measurement(name, times[Batches / 2], times[Batches * 95 / 100], allocated);
    }
}

/// <summary>Microseconds and bytes for each run.</summary>
internal sealed record Measurement(string Name, double Median, double P95, double Bytes);
