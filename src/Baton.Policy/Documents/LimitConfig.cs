namespace Baton.Policy.Documents;

/// <summary>A budget.</summary>
/// <param name="Counter">Its name; one name on several tools is one budget.</param>
/// <param name="Window">A word, a number of seconds or an ISO 8601 duration.</param>
/// <param name="Align">How the window lies in time; sliding when absent.</param>
/// <param name="TimeZone">The calendar's zone; UTC when absent.</param>
/// <param name="Max">The most that is admitted within the window.</param>
/// <param name="Scope">Whose budget it is; the grant's when absent.</param>
/// <param name="Else">The scope for callers without a session.</param>
/// <param name="Cost">What one call costs; 1 when absent.</param>
/// <param name="MinCost">The least that one call costs.</param>
/// <param name="Concurrent">Instead of a window: so many calls at once.</param>
/// <param name="OnExceed">What happens to a call that does not fit.</param>
/// <param name="Same">Counts only calls that are equal in this.</param>
public sealed record LimitConfig(
    string Counter,
    string? Window = null,
    WindowAlign? Align = null,
    string? TimeZone = null,
    decimal? Max = null,
    LimitScope? Scope = null,
    LimitScope? Else = null,
    CostConfig? Cost = null,
    decimal? MinCost = null,
    int? Concurrent = null,
    ExceedAction? OnExceed = null,
    SameCalls? Same = null);

/// <summary>What a call costs: the exact decimal at a path.</summary>
public sealed record CostConfig(string Path);

/// <summary>The short form of a limit: so many calls in a window, for each grant.</summary>
/// <param name="Max">So many calls.</param>
/// <param name="Window">A word, a number of seconds or an ISO 8601 duration.</param>
public sealed record RateLimitConfig(decimal Max, string Window)
{
    /// <summary>Whether the number of calls could not be read, which was reported; the window is judged all the same.</summary>
    internal bool LacksMax { get; init; }
}
