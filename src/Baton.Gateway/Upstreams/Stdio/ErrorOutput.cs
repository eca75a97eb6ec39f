using System.Text;
using Baton.Gateway.Edge.Stdio;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>Passes what a server writes to its standard error on to the log, line by line, with the server's name before it.</summary>
internal static class ErrorOutput
{
    private const int LongestLine = 16 * 1024;

    public static async Task PumpAsync(string server, Stream errors, Action<string> log)
    {
        var lines = new LineReader(errors, LongestLine);
        try
        {
            while (await lines.ReadAsync(CancellationToken.None) is { Kind: not LineKind.End } line)
            {
                log($"[{server}] {(line.Kind == LineKind.TooLong ? $"(a line of more than {LongestLine} bytes)" : Clean(line.Content.Span))}");
            }
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the process is gone
        }
    }

    /// <summary>A server must not be able to move the operator's cursor, nor to have its words read in another order.</summary>
    private static string Clean(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        return text.Any(IsControl)
            ? string.Create(text.Length, text, static (target, source) =>
            {
                for (var at = 0; at < source.Length; at++) target[at] = IsControl(source[at]) ? '\uFFFD' : source[at];
            })
            : text;
    }

    private static bool IsControl(char character)
        => (char.IsControl(character) && character != '\t') || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
