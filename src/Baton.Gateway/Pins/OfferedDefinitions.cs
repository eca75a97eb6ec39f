using System.Collections.Immutable;

namespace Baton.Gateway.Pins;

/// <summary>
/// What one server offered last, by hash. A server that offers more than can be kept in mind is believed nothing beyond what is
/// approved under the very name. Thread-safe.
/// </summary>
internal sealed class OfferedDefinitions
{
    private const int Most = 10_000;

    private ImmutableDictionary<string, string> _hashes = ImmutableDictionary<string, string>.Empty;
    private volatile bool _isOverflowing;

    public IEnumerable<string> Names => Volatile.Read(ref _hashes).Keys;

    public void Take(ImmutableArray<PinDraft> drafts, bool isWhole)
    {
        var listed = drafts.Select(draft => KeyValuePair.Create(draft.Name, draft.Hash));
        if (isWhole)
        {
            _isOverflowing = false;
            Volatile.Write(ref _hashes, listed.ToImmutableDictionary(StringComparer.Ordinal));
            return;
        }
        ImmutableInterlocked.Update(ref _hashes, (hashes, page) => hashes.SetItems(page), listed);
        if (Volatile.Read(ref _hashes).Count > Most) _isOverflowing = true;
    }

    /// <summary>Whether a name was offered with another definition than the approved one.</summary>
    public bool Differs(string name, string? approved)
        => Volatile.Read(ref _hashes).TryGetValue(name, out var offered) ? offered != approved : _isOverflowing && approved is null;
}
