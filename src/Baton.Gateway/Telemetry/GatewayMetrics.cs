using System.Collections.Frozen;
using System.Diagnostics;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Telemetry;

/// <summary>
/// What <c>/metrics</c> says: how many messages came and what became of them, why some were refused, how long the gateway and
/// the servers took. Labels are bounded: no client can make new series by what it sends.
/// </summary>
/// <param name="version">The program's.</param>
public sealed class GatewayMetrics(string version)
{
    private static readonly FrozenSet<string> Methods = new[]
    {
        MethodName.Initialize, MethodName.Initialized, MethodName.Ping, MethodName.Discover, MethodName.ListTools, MethodName.CallTool, MethodName.ListResources,
        MethodName.ListResourceTemplates, MethodName.ReadResource, MethodName.SubscribeResource, MethodName.UnsubscribeResource, MethodName.ListPrompts,
        MethodName.GetPrompt, MethodName.Complete, MethodName.SetLogLevel, MethodName.Listen, MethodName.Cancelled, MethodName.Progress, MethodName.RootsChanged,
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly CounterFamily _messages = new("baton_messages_total", "Messages by what became of them.", "server", "method", "outcome");
    private readonly CounterFamily _refusals = new("baton_refusals_total", "Messages that were refused, by code; those without a server never became a call.", "server", "code");
    private readonly HistogramFamily _gateway = new("baton_gateway_seconds", "Time that a forwarded call spent in the gateway itself.");
    private readonly HistogramFamily _upstream = new("baton_upstream_seconds", "Time that a forwarded call waited for its server.");
    private readonly List<Gauge> _gauges =
    [
        Gauge.Of("process_resident_memory_bytes", "Memory that the process holds.", static () => Environment.WorkingSet),
        Gauge.Of("process_cpu_seconds_total", "Processor time that the process has used.", static () => Environment.CpuUsage.TotalTime.TotalSeconds),
        Gauge.Of("process_start_time_seconds", "When the process started, since 1970.", static () =>
        {
            using var self = Process.GetCurrentProcess();
            return (self.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
        }),
    ];

    /// <summary>Adds something to look at; done once, before the first request.</summary>
    public void Add(Gauge gauge) => _gauges.Add(gauge);

    /// <summary>All of it, as Prometheus reads it. A gauge that cannot be told is left out.</summary>
    public async ValueTask<string> WriteAsync(CancellationToken cancellationToken)
    {
        var text = new PrometheusText();
        text.Family("baton_info", "gauge", "The program that runs.");
        text.Sample("baton_info", ["version"], new Series(version), 1);
        _messages.Write(text);
        _refusals.Write(text);
        _gateway.Write(text);
        _upstream.Write(text);
        foreach (var gauge in _gauges)
        {
            if (await gauge.Read(cancellationToken) is not { } value) continue;
            text.Family(gauge.Name, gauge.Name.EndsWith("_total", StringComparison.Ordinal) ? "counter" : "gauge", gauge.Help);
            text.Sample(gauge.Name, [], default, value);
        }
        return text.ToString();
    }

    internal void Message(string server, string method, string outcome) => _messages.Add(new Series(server, Methods.Contains(method) ? method : "other", outcome));

    internal void Refusal(string server, string code) => _refusals.Add(new Series(server, code));

    internal void Took(string server, TimeSpan gateway, TimeSpan upstream)
    {
        _gateway.Add(server, gateway);
        _upstream.Add(server, upstream);
    }
}
