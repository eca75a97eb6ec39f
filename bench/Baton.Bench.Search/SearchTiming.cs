using System.Diagnostics;
using System.Globalization;

namespace Baton.Bench.Search;

/// <summary>Times of many runs of one kind.</summary>
internal sealed class SearchTiming
{
    public const string Header = "| memories | search | p50 ms | p95 ms |\n|---|---|---|---|";
    private readonly List<double> _milliseconds = [];

    public double P95 => Quantile(0.95);

    public async Task MeasureAsync(Func<Task> run)
    {
        var start = Stopwatch.GetTimestamp();
        await run();
        _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    public void Print(string memories, string name)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {memories} | {name} | {Quantile(0.5):F1} | {P95:F1} |"));

    private double Quantile(double share)
    {
        var sorted = _milliseconds.Order().ToList();
        return sorted[(int)(share * (sorted.Count - 1))];
    }
}
