using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Memory.Time;

namespace Baton.Cli.Administration;

/// <summary>Moments as operators type them: <c>10m</c> for ten minutes ago, or a date or time.</summary>
internal static class Moments
{
    /// <exception cref="CliException">It is neither.</exception>
    public static DateTimeOffset Parse(string text, string flag, DateTimeOffset now)
    {
        var most = (now - DateTimeOffset.MinValue).TotalSeconds;
        if (Spans.ParseSeconds(text) is { } seconds && seconds < most && !text.All(char.IsAsciiDigit)) return now.AddSeconds(-seconds);
        if (Instants.TryParse(text, out var instant, out var problem)) return instant;
        throw new CliException(CliFailure.Usage($"{flag}: {problem}.", "Give a length such as 10m, 2h or 7d for that long ago, or a time."));
    }
}
