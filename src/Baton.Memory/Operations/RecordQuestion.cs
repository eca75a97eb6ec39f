using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Storage;

namespace Baton.Memory.Operations;

/// <summary>Which records to list, newest first.</summary>
/// <param name="Filter">What the store can say; its project is the connection's when it names none.</param>
/// <param name="Most">At most so many.</param>
internal sealed record RecordQuestion<T>(RecordFilter Filter, int Most)
{
    private static readonly Func<T, bool> All = _ => true;

    /// <summary>What the filter cannot say.</summary>
    public Func<T, bool> Fits { get; init; } = All;

    /// <summary>How many to pass over.</summary>
    public int Skip { get; init; }

    /// <summary>Of every project that the caller may see, whatever the connection's own is.</summary>
    public bool EveryProject { get; init; }

    /// <summary>Also what a newer record has replaced.</summary>
    public bool IncludeSuperseded { get; init; }

    /// <summary>Whether the total must be exact where only reading every record tells it.</summary>
    public bool WithTotal { get; init; }

    /// <summary>Whether the total may stay unknown where telling it would cost more than the list itself.</summary>
    public bool Uncounted { get; init; }

    /// <summary>The other way round; every record is read then.</summary>
    public bool OldestFirst { get; init; }

    public bool IsFiltered => !ReferenceEquals(Fits, All);

    public bool CountAll => OldestFirst || (WithTotal && IsFiltered);
}

/// <summary>A part of a list.</summary>
/// <param name="Records">In the order asked for.</param>
/// <param name="Total">How many there are in all; null when that was not counted.</param>
/// <param name="HasMore">Whether there are more after these.</param>
internal sealed record Listed<T>(ImmutableArray<T> Records, long? Total, bool HasMore)
{
    /// <summary>What to say of those that are not shown; null when all are.</summary>
    /// <param name="hint">How to see them.</param>
    public string? Note(string hint) => !HasMore ? null
        : Total is { } total ? string.Create(CultureInfo.InvariantCulture, $"{Records.Length} of {total} are shown; {hint}.")
        : $"There are more; {hint}.";
}
