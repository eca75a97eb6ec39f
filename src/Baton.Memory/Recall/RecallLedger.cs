using System.Collections.Concurrent;
using Baton.Memory.Callers;

namespace Baton.Memory.Recall;

/// <summary>
/// Remembers what was just shown to whom, so that the same text coming back as a new memory is recognised: a memory must not
/// feed on itself. Kept in this process only and bounded; the store is not touched by reads.
/// </summary>
internal sealed class RecallLedger(TimeProvider time)
{
    private const int ShingleWords = 4;
    private const int LeastShingles = 6;

    /// <summary>Characters; what is shorter, such as a setting's value, is said again without having been copied.</summary>
    private const int LeastLength = 12;
    private const int ShownPerCaller = 400;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<(string Grant, string Principal), Shown> _shown = new();

    /// <summary>Notes that a record's text was shown.</summary>
    /// <param name="caller">To whom.</param>
    /// <param name="id">The record.</param>
    /// <param name="text">Its text.</param>
    /// <param name="excerpts">Whether a part of the text coming back counts too.</param>
    public void Note(MemoryCaller caller, string id, string text, bool excerpts)
    {
        var normalised = RecallText.Normalise(text);
        if (normalised.Length < LeastLength) return;
        var entry = new Entry(id, normalised.Length, string.GetHashCode(normalised, StringComparison.Ordinal),
            excerpts && normalised.Length <= 100_000 ? RecallText.Shingles(normalised, ShingleWords) : [], time.GetUtcNow());
        var shown = _shown.GetOrAdd((caller.GrantKey, caller.Principal), _ => new Shown());
        lock (shown.Entries)
        {
            shown.Entries.RemoveAll(other => other.Id == id && other.Hash == entry.Hash);
            shown.Entries.Add(entry);
            if (shown.Entries.Count > ShownPerCaller) shown.Entries.RemoveAt(0);
        }
    }

    /// <summary>The id of the record whose text this is, when it was shown to the caller lately; null otherwise.</summary>
    public string? Recognise(MemoryCaller caller, string text)
    {
        if (!_shown.TryGetValue((caller.GrantKey, caller.Principal), out var shown)) return null;
        var normalised = RecallText.Normalise(text);
        var hash = string.GetHashCode(normalised, StringComparison.Ordinal);
        var shingles = normalised.Length <= 100_000 ? RecallText.Shingles(normalised, ShingleWords) : [];
        var oldest = time.GetUtcNow() - Remembered;
        lock (shown.Entries)
        {
            shown.Entries.RemoveAll(entry => entry.At < oldest);
            foreach (var entry in shown.Entries)
            {
                if (entry.Hash == hash && entry.Length == normalised.Length) return entry.Id;
                if (shingles.Count >= LeastShingles && shingles.IsSubsetOf(entry.Shingles)) return entry.Id;
            }
        }
        return null;
    }

    private sealed class Shown
    {
        public List<Entry> Entries { get; } = [];
    }

    private sealed record Entry(string Id, int Length, int Hash, HashSet<ulong> Shingles, DateTimeOffset At);
}
