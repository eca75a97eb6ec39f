using System.Globalization;
using Baton.Gateway.Telemetry;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Telemetry;

/// <summary>Histograms and samples in Prometheus' text format (exposition format 0.0.4).</summary>
public sealed class HistogramFamilyTests
{
    private readonly HistogramFamily _family = new("took_seconds", "How long.");

    [Theory]
    [InlineData(0, "0.00005")]
    [InlineData(50, "0.00005")]
    [InlineData(51, "0.0001")]
    [InlineData(1_000, "0.001")]
    [InlineData(1_001, "0.0025")]
    [InlineData(60_000_000, "60")]
    [InlineData(60_000_001, "+Inf")]
    public void Add_Time_CountsInEveryBucketThatItFits(long microseconds, string first)
    {
        _family.Add("s", TimeSpan.FromMicroseconds(microseconds));

        Buckets().First(bucket => bucket.Count == 1).Bound.ShouldBe(first);
    }

    [Fact]
    public void Write_AnyTimes_AreCumulativeAndEndWithTheCountAndTheSum()
        => Prop.ForAll(Gen.Choose(0, 90_000_000).ArrayOf().ToArbitrary(), times =>
        {
            var family = new HistogramFamily("took_seconds", "How long.");
            foreach (var time in times) family.Add("s", TimeSpan.FromMicroseconds(time));
            var lines = Text(family).Split('\n');
            if (times.Length == 0) return;
            var buckets = Buckets(family);
            buckets.Select(bucket => bucket.Count).ShouldBeInOrder();
            buckets.Select(bucket => bucket.Bound).ShouldBe(
                ["0.00005", "0.0001", "0.00025", "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "60", "+Inf"]);
            foreach (var (bound, count) in buckets.SkipLast(1)) count.ShouldBe(times.Count(time => time / 1e6 <= double.Parse(bound, CultureInfo.InvariantCulture)));
            buckets[^1].Count.ShouldBe(times.Length);
            lines.ShouldContain($"took_seconds_count{{server=\"s\"}} {times.Length}");
            double.Parse(lines.Single(line => line.StartsWith("took_seconds_sum", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture)
                .ShouldBe(times.Sum(time => time / 1e6), 1e-6);
        }).Check(Repeatable.Config);

    [Fact]
    public void Write_SeveralServers_StandInOrderAndApart()
    {
        _family.Add("b", TimeSpan.FromSeconds(1));
        _family.Add("a", TimeSpan.FromSeconds(2));
        _family.Add("a", TimeSpan.FromSeconds(2));

        Text(_family).Split('\n').Where(line => line.StartsWith("took_seconds_count", StringComparison.Ordinal))
            .ShouldBe(["took_seconds_count{server=\"a\"} 2", "took_seconds_count{server=\"b\"} 1"]);
    }

    [Fact]
    public void Write_NothingAdded_IsTheHeadAlone() => Text(_family).ShouldBe("# HELP took_seconds How long.\n# TYPE took_seconds histogram\n");

    [Theory]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("say \"x\"", "say \\\"x\\\"")]
    [InlineData("two\nlines", "two\\nlines")]
    [InlineData("ü 漢", "ü 漢")]
    public void Sample_LabelValue_IsEscaped(string value, string expected)
    {
        var text = new PrometheusText();
        text.Sample("n", ["l"], new Series(value), 1);
        text.ToString().ShouldBe($"n{{l=\"{expected}\"}} 1\n");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.5, "1.5")]
    [InlineData(1e21, "1E+21")]
    [InlineData(double.NaN, "NaN")]
    public void Sample_Value_IsWrittenWithoutACulture(double value, string expected)
    {
        var text = new PrometheusText();
        text.Sample("n", [], default, value);
        text.ToString().ShouldBe($"n {expected}\n");
    }

    [Fact]
    public void Counter_FromManyThreads_LosesNone()
    {
        var counters = new CounterFamily("c_total", "Counts.", "a", "b");
        Parallel.For(0, 1000, number => counters.Add(new Series(number % 2 == 0 ? "x" : "y", "z")));
        var text = new PrometheusText();
        counters.Write(text);
        text.ToString().ShouldBe("# HELP c_total Counts.\n# TYPE c_total counter\nc_total{a=\"x\",b=\"z\"} 500\nc_total{a=\"y\",b=\"z\"} 500\n");
    }

    private static string Text(HistogramFamily family)
    {
        var text = new PrometheusText();
        family.Write(text);
        return text.ToString();
    }

    private List<(string Bound, long Count)> Buckets() => Buckets(_family);

    private static List<(string Bound, long Count)> Buckets(HistogramFamily family)
        => [.. Text(family).Split('\n').Where(line => line.StartsWith("took_seconds_bucket", StringComparison.Ordinal))
            .Select(line => (line.Split("le=\"")[1].Split('"')[0], long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)))];
}
