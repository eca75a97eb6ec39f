namespace Baton.Bench.Storage;

/// <summary>Durations of one operation.</summary>
internal sealed class Samples
{
    private readonly List<double> _milliseconds = [];

    public double P50 => At(0.50);

    public double P95 => At(0.95);

    public async Task MeasureAsync(Func<Task> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        await work();
        _milliseconds.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
    }

    private double At(double share)
    {
        _milliseconds.Sort();
        return _milliseconds[(int)Math.Min(_milliseconds.Count - 1, share * _milliseconds.Count)];
    }
}
