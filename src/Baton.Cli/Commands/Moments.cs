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

    /// <summary>Both ends of a span of time, either of which may be open.</summary>
    /// <exception cref="CliException">One is no moment, or the span ends before it begins, so that nothing can lie in it.</exception>
    public static (DateTimeOffset? Since, DateTimeOffset? Until) ReadSpan(CommandRun run, string since, string? from, string until, string? to)
    {
        var (begin, end) = (Read(run, since, from), Read(run, until, to));
        RefuseInverted(since, from, begin, until, to, end, "A length such as 10m means so long ago: the earlier moment has the longer one.");
        return (begin, end);
    }

    /// <summary>Refuses a span that ends before it begins, which would otherwise silently find nothing.</summary>
    /// <exception cref="CliException">It does.</exception>
    public static void RefuseInverted(string since, string? from, DateTimeOffset? begin, string until, string? to, DateTimeOffset? end, string? hint = null)
    {
        if (begin > end) throw new CliException(CliFailure.Usage($"{since} {from} is after {until} {to}: nothing can lie between them.", hint));
    }
}
