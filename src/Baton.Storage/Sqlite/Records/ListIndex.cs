using System.Collections.Immutable;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Storage.Sqlite.Records;

/// <summary>
/// An index that leads to the rows some lists ask for: those of one text, a thread, open handoffs, what is pinned, warnings,
/// questions, notices and hypotheses. They are few among many, so a list of them costs what it shows and not what its project holds;
/// hypotheses may be many, and theirs is taken for the list of one place, which it has in order. The planner takes such an index
/// only where it is named, and one of a part of the rows only where its own condition is repeated word for word.
/// </summary>
/// <param name="Hint">Names the index after the table.</param>
/// <param name="Condition">The index's own condition.</param>
internal sealed record ListIndex(string Hint, string Condition)
{
    private static readonly ListIndex Open = new(" INDEXED BY versions_open", " AND v.recorded_to IS NULL AND v.kind = 0 AND v.status IN ('open', 'claimed')");
    private static readonly ListIndex Pinned = new(" INDEXED BY versions_pinned", " AND v.recorded_to IS NULL AND v.pinned = 1");
    private static readonly ListIndex Marked = new(" INDEXED BY versions_marked", " AND v.recorded_to IS NULL AND v.type IN ('question', 'warning')");
    private static readonly ListIndex Sent = new(" INDEXED BY versions_sent", " AND v.recorded_to IS NULL AND v.kind = 4");
    private static readonly ListIndex Supposed = new(" INDEXED BY versions_supposed", " AND v.recorded_to IS NULL AND v.layer = 'hypothesis'");
    private static readonly ListIndex SameText = new(" INDEXED BY versions_by_hash", "");
    private static readonly ListIndex Thread = new(" INDEXED BY versions_by_thread", "");

    /// <summary>The index that holds every row the filter can mean; null when there is none but the general ones.</summary>
    /// <param name="scope">What the caller may see.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="everywhere">Whether the rows of all places are wanted in one order.</param>
    public static ListIndex? For(Scope scope, RecordFilter filter, bool everywhere)
        => filter.ContentHash is not null ? SameText
        : filter.Thread is not null ? Thread
        : scope.KnownAt is not null ? null
        : filter.Kind == RecordKind.Handoff && Only(filter.Statuses, "open", "claimed") ? Open
        : filter.Kind == RecordKind.Notice ? Sent
        : filter.Pinned == true ? Pinned
        : Only(filter.Types, "question", "warning") ? Marked
        : !everywhere && Only(filter.Layers, MemoryLayer.Hypothesis, MemoryLayer.Hypothesis) ? Supposed
        : null;

    private static bool Only(ImmutableArray<string> values, string first, string second)
    {
        if (values.IsDefaultOrEmpty) return false;
        foreach (var value in values)
        {
            if (value != first && value != second) return false;
        }
        return true;
    }
}
