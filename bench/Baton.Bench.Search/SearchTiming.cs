using System.Diagnostics;
using System.Globalization;

namespace Baton.Bench.Search;

/// <summary>Times of many runs of one kind: by the clock, and of the processor, which a busy machine does not lengthen.</summary>
internal sealed class SearchTiming
{
    public const string Header = "| memories | search | p50 ms | p95 ms | CPU p50 ms | CPU p95 ms |\n|---|---|---|---|---|---|";
    private readonly List<double> _clock = [];
    private readonly List<double> _processor = [];

    public async Task MeasureAsync(Func<Task> run)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await run();
        _clock.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        _processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
    }

    public void Print(string memories, string name)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {memories} | {name} | {Quantile(_clock, 0.5):F1} | {Quantile(_clock, 0.95):F1} | {Quantile(_processor, 0.5):F1} | {Quantile(_processor, 0.95):F1} |"));

    private static double Quantile(List<double> times, double share)
    {
        var sorted = times.Order().ToList();
        return sorted[(int)(share * (sorted.Count - 1))];
    }
}
