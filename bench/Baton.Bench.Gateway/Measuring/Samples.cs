namespace Baton.Bench.Gateway.Measuring;

/// <summary>Times of single calls, in microseconds, and the processor time that they took together.</summary>
internal sealed class Samples
{
    private readonly List<double> _times = [];

    /// <summary>Processor time of the process in front, in seconds.</summary>
    public double ProcessorSeconds { get; set; }

    public int Count => _times.Count;

    /// <summary>Processor time of one call, in microseconds.</summary>
    public double ProcessorPerCall => ProcessorSeconds * 1e6 / Count;

    public void Add(TimeSpan time) => _times.Add(time.TotalMicroseconds);

    /// <summary>The time that this share of the calls did not exceed.</summary>
    public double At(double share)
    {
        _times.Sort();
        return _times[Math.Min(_times.Count - 1, (int)(_times.Count * share))];
    }
}
