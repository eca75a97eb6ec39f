using System.Collections.Concurrent;
using System.Globalization;

namespace Baton.Gateway.Telemetry;

/// <summary>How long things took, by server, in seconds, in buckets from 50 microseconds to a minute.</summary>
internal sealed class HistogramFamily(string name, string help)
{
    private static readonly double[] Bounds = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private static readonly string[] Bucketed = ["server", "le"];
    private static readonly string[] Plain = ["server"];

    private readonly ConcurrentDictionary<string, Values> _servers = new(StringComparer.Ordinal);

    public void Add(string server, TimeSpan took)
    {
        var values = _servers.GetOrAdd(server, static _ => new Values());
        var bucket = Array.FindIndex(Bounds, bound => took.TotalSeconds <= bound);
        Interlocked.Increment(ref values.Counts[bucket < 0 ? Bounds.Length : bucket]);
        Interlocked.Add(ref values.Ticks, took.Ticks);
    }

    public void Write(PrometheusText text)
    {
        text.Family(name, "histogram", help);
        foreach (var (server, values) in _servers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var sum = 0L;
            for (var at = 0; at <= Bounds.Length; at++)
            {
                sum += Interlocked.Read(ref values.Counts[at]);
                var bound = at < Bounds.Length ? Bounds[at].ToString("0.#####", CultureInfo.InvariantCulture) : "+Inf";
                text.Sample(name + "_bucket", Bucketed, new Series(server, bound), sum);
            }
            text.Sample(name + "_sum", Plain, new Series(server), TimeSpan.FromTicks(Interlocked.Read(ref values.Ticks)).TotalSeconds);
            text.Sample(name + "_count", Plain, new Series(server), sum);
        }
    }

    private sealed class Values
    {
        public readonly long[] Counts = new long[Bounds.Length + 1];
        public long Ticks;
    }
}
