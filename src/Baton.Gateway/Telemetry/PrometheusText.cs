using System.Globalization;
using System.Text;

namespace Baton.Gateway.Telemetry;

/// <summary>Writes the text format that Prometheus reads (exposition format 0.0.4).</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    public void Family(string name, string type, string help)
        => _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    public void Sample(string name, ReadOnlySpan<string> labels, in Series series, double value)
    {
        _text.Append(name);
        ReadOnlySpan<string> values = [series.First, series.Second, series.Third];
        for (var at = 0; at < labels.Length; at++) Label(at == 0 ? '{' : ',', labels[at], values[at]);
        if (labels.Length > 0) _text.Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    public override string ToString() => _text.ToString();

    private static string Number(double value) => double.IsInfinity(value) ? value > 0 ? "+Inf" : "-Inf" : value.ToString(CultureInfo.InvariantCulture);

    private void Label(char before, string name, string value)
    {
        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        _text.Append(before).Append(name).Append("=\"").Append(escaped).Append('"');
    }
}
