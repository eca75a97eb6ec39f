using System.Globalization;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Telemetry;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Telemetry;

/// <summary>The text format 0.0.4, character by character.</summary>
public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("say \"hi\"", "say \\\"hi\\\"")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("two\nlines", "two\\nlines")]
    [InlineData("\\n", "\\\\n")]
    [InlineData("\\\"\n", "\\\\\\\"\\n")]
    [InlineData("日本 😀", "日本 😀")]
    [InlineData("", "")]
    public void Sample_Label_IsEscaped(string value, string expected)
    {
        var text = new PrometheusText();
        text.Sample("m", ["a", "b"], new Series(value, "x"), 1);
        text.ToString().ShouldBe($"m{{a=\"{expected}\",b=\"x\"}} 1\n");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.5, "1.5")]
    [InlineData(-2, "-2")]
    [InlineData(1234567890123, "1234567890123")]
    [InlineData(0.000001, "1E-06")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void Sample_Value_IsWrittenAsGoReadsIt_InAnyCulture(double value, string expected)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var text = new PrometheusText();
            text.Sample("m", [], default, value);
            text.ToString().ShouldBe($"m {expected}\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Family_IsHelpThenType()
    {
        var text = new PrometheusText();
        text.Family("m", "counter", "What it is.");
        text.ToString().ShouldBe("# HELP m What it is.\n# TYPE m counter\n");
    }

    [Fact]
    public void Counter_Series_AreSortedAndApart()
    {
        var family = new CounterFamily("m", "h", "a", "b");
        foreach (var (first, second) in (ReadOnlySpan<(string, string)>)[("z", "1"), ("a", "2"), ("z", "1"), ("a", "1")]) family.Add(new Series(first, second));
        var text = new PrometheusText();
        family.Write(text);
        text.ToString().ShouldBe("# HELP m h\n# TYPE m counter\nm{a=\"a\",b=\"1\"} 1\nm{a=\"a\",b=\"2\"} 1\nm{a=\"z\",b=\"1\"} 2\n");
    }

    [Fact]
    public void Counter_FromManyThreads_CountsEach()
    {
        var family = new CounterFamily("m", "h", "a");
        Parallel.For(0, 10_000, number => family.Add(new Series($"{number % 3}")));
        var text = new PrometheusText();
        family.Write(text);
        text.ToString().ShouldEndWith("m{a=\"0\"} 3334\nm{a=\"1\"} 3333\nm{a=\"2\"} 3333\n");
    }

    [Fact]
    public void Histogram_CountsUpToAndWithItsBounds()
    {
        var family = new HistogramFamily("t_seconds", "h");
        foreach (var milliseconds in (double[])[0, 0.05, 0.06, 1000, 60_000, 60_001]) family.Add("s", TimeSpan.FromMilliseconds(milliseconds));
        var text = new PrometheusText();
        family.Write(text);
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines[..2].ShouldBe(["# HELP t_seconds h", "# TYPE t_seconds histogram"]);
        lines[2].ShouldBe("t_seconds_bucket{server=\"s\",le=\"0.00005\"} 2");
        lines[3].ShouldBe("t_seconds_bucket{server=\"s\",le=\"0.0001\"} 3");
        lines.ShouldContain("t_seconds_bucket{server=\"s\",le=\"0.5\"} 3");
        lines.ShouldContain("t_seconds_bucket{server=\"s\",le=\"1\"} 4");
        lines.ShouldContain("t_seconds_bucket{server=\"s\",le=\"60\"} 5");
        lines[^3].ShouldBe("t_seconds_bucket{server=\"s\",le=\"+Inf\"} 6");
        lines[^2].ShouldBe("t_seconds_sum{server=\"s\"} 121.00111");
        lines[^1].ShouldBe("t_seconds_count{server=\"s\"} 6");
        lines.Length.ShouldBe(2 + 20 + 2);
    }

    [Theory]
    [InlineData("ok", "{}", "ok")]
    [InlineData("toolerror", "{}", "error")]
    [InlineData("servererror", "{}", "error")]
    [InlineData("denied", "{}", "deny")]
    [InlineData("hidden", "{}", "hide")]
    [InlineData("absent", "{}", "hide")]
    [InlineData("pay", "{}", "deny")]
    [InlineData("leak", "{}", "deny")]
    [InlineData("crash", "{}", "failed")]
    [InlineData("gone", "{}", "cancelled")]
    public async Task Message_IsCountedByWhatBecameOfIt(string tool, string arguments, string outcome)
    {
        const string Policy = """{"version":"1","default":"allow","hide":["hidden"],"tools":{"ok":{},"toolerror":{},"servererror":{},"crash":{},"gone":{},"denied":{"action":"deny"},"pay":{"approval":{"by":"operator"}},"leak":{"result":{"deny_if_contains":["classified"]}}}}""";
        using var takenBack = new CancellationTokenSource();
        var metrics = new GatewayMetrics("1");
        var world = new Watched(Policy, call =>
        {
            switch (call.Envelope.Name)
            {
                case "toolerror": return Watched.Completed("""{"isError":true}""", isToolError: true);
                case "servererror": return new Reply.Failed(new Protocol.Errors.RpcError(-1, "no"));
                case "leak": return Watched.Completed("""{"content":"classified"}""");
                case "crash": throw new InvalidOperationException("a bug");
                case "gone":
                    takenBack.Cancel();
                    throw new OperationCanceledException(takenBack.Token);
                default: return Watched.Completed("{}");
            }
        }, change: parts => parts with { Recorder = new MeasuringRecorder(parts.Recorder!, metrics, TimeProvider.System) });
        await world.SendAsync(Messages.Call("1", tool, arguments), cancellationToken: takenBack.Token);

        var lines = (await metrics.WriteAsync(default)).Split('\n');
        lines.Where(line => line.StartsWith("baton_messages_total{", StringComparison.Ordinal)).ShouldBe([$"baton_messages_total{{server=\"rec\",method=\"tools/call\",outcome=\"{outcome}\"}} 1"]);
        lines.Count(line => line.StartsWith("baton_refusals_total{", StringComparison.Ordinal)).ShouldBe(outcome is "deny" or "hide" or "failed" ? 1 : 0);
        lines.Any(line => line.StartsWith("baton_upstream_seconds_count", StringComparison.Ordinal)).ShouldBe(tool is not ("denied" or "hidden" or "absent" or "pay"));
        world.Rows.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Gauges_OfTotals_AreCounters()
    {
        var metrics = new GatewayMetrics("1\"2");
        metrics.Add(Gauge.Of("baton_things", "Things.", () => 2.5));
        metrics.Add(Gauge.Of("baton_things_total", "All things.", () => 3));
        var text = await metrics.WriteAsync(default);
        text.ShouldStartWith("# HELP baton_info The program that runs.\n# TYPE baton_info gauge\nbaton_info{version=\"1\\\"2\"} 1\n");
        text.ShouldEndWith("# HELP baton_things Things.\n# TYPE baton_things gauge\nbaton_things 2.5\n# HELP baton_things_total All things.\n# TYPE baton_things_total counter\nbaton_things_total 3\n");
        text.ShouldContain("# TYPE process_cpu_seconds_total counter\n");
    }
}
