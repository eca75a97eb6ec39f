using System.Collections.Concurrent;

namespace Baton.Gateway.Telemetry;

/// <summary>Counters of one name, told apart by labels. Counting takes no lock.</summary>
internal sealed class CounterFamily(string name, string help, params string[] labels)
{
    private readonly ConcurrentDictionary<Series, StrongBox> _values = new();

    public void Add(in Series series) => Interlocked.Increment(ref _values.GetOrAdd(series, static _ => new StrongBox()).Value);

    public void Write(PrometheusText text)
    {
        text.Family(name, "counter", help);
        foreach (var (series, box) in _values.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal)) text.Sample(name, labels, series, Interlocked.Read(ref box.Value));
    }

    private sealed class StrongBox
    {
        public long Value;
    }
}
