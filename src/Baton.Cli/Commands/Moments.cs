using Baton.Cli.Application;
using Baton.Memory.Time;

namespace Baton.Cli.Commands;

/// <summary>
/// Moments as people type them: a length of time ago (<c>10m</c>, <c>7d</c>), a date or an instant (RFC 3339). A bare number is
/// neither: <c>20260301</c> would be taken for seconds.
/// </summary>
internal static class Moments
{
    /// <summary>The moment, or null when none is given.</summary>
    /// <exception cref="CliException">It is no moment.</exception>
    public static DateTimeOffset? Read(CommandRun run, string option, string? text)
    {
        if (text is null) return null;
        var now = run.Context.Time.GetUtcNow();
        var most = (now - DateTimeOffset.MinValue).TotalSeconds;
        if (!text.All(char.IsAsciiDigit) && Spans.ParseSeconds(text) is { } seconds && seconds < most) return now.AddSeconds(-seconds);
        return Instants.TryParse(text, out var instant, out var problem)
            ? instant
            : throw new CliException(CliFailure.Usage($"{option}: {problem}.", "Give a length such as 10m, 2h or 7d for that long ago, or a time such as 2026-03-01T12:00:00Z."));
    }
}
