namespace Baton.Cli.Catalog.Listing;

/// <summary>Says on standard error what a slow server is being waited for; a quick one is never mentioned.</summary>
internal sealed class ScanProgress(TextWriter error, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    private readonly long _start = time.GetTimestamp();
    private readonly Lock _gate = new();
    private string _stage = "starting";
    private ITimer? _timer;

    public void Start() => _timer = time.CreateTimer(_ => Report(), null, Quiet, Quiet);

    public void Say(string stage)
    {
        lock (_gate) _stage = stage;
    }

    public void Dispose() => _timer?.Dispose();

    private void Report()
    {
        lock (_gate) error.WriteLine($"baton: {_stage}, {time.GetElapsedTime(_start).TotalSeconds:F0} s …");
    }
}
