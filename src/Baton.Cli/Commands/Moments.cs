using System.Globalization;
using Baton.Cli.Application;

namespace Baton.Cli.Commands;

/// <summary>Moments as people type them: a length of time ago (<c>10m</c>, <c>7d</c>) or an instant (RFC 3339).</summary>
internal static class Moments
{
    // Nothing that needs today's date to be understood, and nothing that two countries read differently.
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>The moment, or null when none is given.</summary>
    public static DateTimeOffset? Read(CommandRun run, string option, string? text)
    {
        if (text is null) return null;
        if (Spans.ParseSeconds(text) is { } seconds && seconds < TimeSpan.FromDays(36_500).TotalSeconds) return run.Context.Time.GetUtcNow() - TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParseExact(text.Replace(' ', 'T'), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : throw new CliException(CliFailure.Usage($"{option}: '{text}' is no moment.", "Write it as 10m, 2h or 7d ago, or as 2026-03-01T12:00:00Z."));
    }
}
