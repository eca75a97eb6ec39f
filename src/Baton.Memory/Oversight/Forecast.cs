using System.Collections.Immutable;

namespace Baton.Memory.Oversight;

/// <summary>What would happen to a call.</summary>
/// <param name="Server">The server it would go to.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Outcome"><c>allow</c>, <c>deny</c> or <c>ask</c>; what is hidden is denied like what does not exist.</param>
/// <param name="Code">A stable word for why.</param>
/// <param name="Rule">The rule that decided, or null when none refused.</param>
/// <param name="Message">What the agent would be told; empty when it would pass.</param>
/// <param name="Category">What the tool can do, for example <c>write</c>.</param>
/// <param name="Severity">How bad a wrong call gets: <c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>; null when nothing is known but the name.</param>
/// <param name="Signals">What the catalogue saw in its definition, for example <c>cmd</c>.</param>
/// <param name="Limits">The limits it would count against.</param>
public sealed record Forecast(
    string Server, string Tool, string Outcome, string Code, string? Rule, string Message, string Category, string? Severity,
    ImmutableArray<string> Signals, ImmutableArray<ForecastLimit> Limits);

/// <summary>A limit that a call would count against.</summary>
/// <param name="Counter">Its name in the policy.</param>
/// <param name="Max">The most that a window admits.</param>
/// <param name="Window">The window, for example <c>60s</c>.</param>
/// <param name="Cost">What the call would cost.</param>
public sealed record ForecastLimit(string Counter, decimal Max, string Window, decimal Cost);
