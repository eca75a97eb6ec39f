namespace Baton.Gateway.Telemetry;

/// <summary>Something that is looked at when somebody asks.</summary>
/// <param name="Name">In Prometheus' form, with its unit.</param>
/// <param name="Help">What it is, one line.</param>
/// <param name="Read">The value now; null when it cannot be told.</param>
public sealed record Gauge(string Name, string Help, Func<CancellationToken, ValueTask<double?>> Read)
{
    /// <summary>One that is at hand.</summary>
    public static Gauge Of(string name, string help, Func<double> read) => new(name, help, _ => new ValueTask<double?>(read()));
}
