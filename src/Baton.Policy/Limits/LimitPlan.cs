using System.Globalization;
using Baton.Policy.Documents;
using Baton.Policy.Paths;

namespace Baton.Policy.Limits;

/// <summary>A compiled limit.</summary>
public sealed class LimitPlan
{
    /// <summary>The rule's id in decisions.</summary>
    public required string Rule { get; init; }

    /// <summary>The counter's name.</summary>
    public required string Counter { get; init; }

    /// <summary>The window; null for a limit of concurrent calls.</summary>
    public WindowPlan? Window { get; init; }

    /// <summary>The most calls at once; for limits without a window.</summary>
    public int Concurrent { get; init; }

    /// <summary>The most that is admitted within the window.</summary>
    public decimal Max { get; init; }

    /// <summary>Whose budget it is.</summary>
    public LimitScope Scope { get; init; }

    /// <summary>Whose it is for callers without a session.</summary>
    public LimitScope? Else { get; init; }

    /// <summary>The least that a call costs.</summary>
    public decimal MinCost { get; init; }

    /// <summary>What happens to a call that does not fit.</summary>
    public ExceedAction OnExceed { get; init; }

    /// <summary>Whether only calls with the same tool and arguments share the count.</summary>
    public bool SameArguments { get; init; }

    /// <summary>Where the cost stands; a call costs 1 when null.</summary>
    internal PolicyPath? Cost { get; init; }

    /// <summary>What tells the window apart in a counter's key.</summary>
    public string WindowKey => Window?.Key ?? "concurrent";

    /// <summary>How much in what, for people: "5 per minute", "2 at once".</summary>
    internal string Bound => Window is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Concurrent} at once{Same}")
        : string.Create(CultureInfo.InvariantCulture, $"{Max} per {Window.Words}{Same}");

    private string Same => SameArguments ? " with the same arguments" : "";
}
