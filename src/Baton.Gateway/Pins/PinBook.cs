using System.Collections.Concurrent;
using System.Collections.Immutable;
using Baton.Catalog.Definitions;
using Baton.Gateway.Audit;
using Baton.Memory.Storage;

namespace Baton.Gateway.Pins;

/// <summary>
/// The pins of a running gateway: takes in what servers list, records what changed, and says what may be used. The approved hashes
/// are held in memory as one immutable snapshot; each question first asks the store whether anything has changed, so that an
/// operator's word acts on the next message of every process. Thread-safe.
/// </summary>
/// <param name="store">Where pins are kept.</param>
/// <param name="audit">Records what was pinned, held and let pass; null where nothing is recorded.</param>
/// <param name="subject">Under what name a server's pins are kept.</param>
public sealed class PinBook(IPinStore store, IAuditLog? audit, Func<string, PinSubject> subject)
{
    private readonly ConcurrentDictionary<(string Set, PinKind Kind), OfferedDefinitions> _offered = new();
    private PinIndex? _index;

    /// <summary>Raised when what clients are shown may be something else now.</summary>
    public event Action? Changed;

    /// <summary>Takes in what a server lists now.</summary>
    /// <param name="server">The server.</param>
    /// <param name="kind">What it lists.</param>
    /// <param name="listed">The definitions.</param>
    /// <param name="isWhole">Whether that is the whole list; a page alone says nothing about what is gone.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>False when no whole list was seen yet and this is none: nothing can be compared before there is one.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot answer.</exception>
    public async ValueTask<bool> SeeAsync(string server, PinKind kind, ImmutableArray<DeclaredTool> listed, bool isWhole, CancellationToken cancellationToken)
    {
        var of = subject(server);
        var drafts = listed.Select(definition => PinDraft.Of(kind, definition)).ToImmutableArray();
        _offered.GetOrAdd((of.Name, kind), static _ => new OfferedDefinitions()).Take(drafts, isWhole);
        return !IsNews(Current().Of(of.Name), kind, drafts, isWhole) || await RecordAsync(of, kind, listed, drafts, isWhole, cancellationToken);
    }

    /// <summary>
    /// Whether the store holds nothing any more of a list that was taken in here, because the server was removed; it may have been
    /// registered anew, and is then as one that was never listed.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store cannot answer.</exception>
    internal bool HasForgotten(string server, PinKind kind)
    {
        var key = (subject(server).Name, kind);
        return _offered.ContainsKey(key) && !Current().Of(key.Name).Seen.Contains(kind) && _offered.TryRemove(key, out _);
    }

    /// <summary>What may be shown of a list that a server gives now.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot answer.</exception>
    internal ShownPins Show(string server, PinKind kind)
    {
        var of = subject(server);
        return new ShownPins(kind, Current().Of(of.Name), of.MustBeReviewed);
    }

    /// <summary>Why what a call names may not be used; null when its definition is the approved one, or the server lists none.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot answer.</exception>
    public async ValueTask<PinHold?> FindAsync(string server, PinKind kind, string name, CancellationToken cancellationToken)
    {
        var of = subject(server);
        var pins = Current().Of(of.Name);
        var key = new PinKey(kind, name);
        if (kind == PinKind.Template)
        {
            if (TemplateMatch.Find(pins, _offered.GetValueOrDefault((of.Name, kind)), name) is not { } template) return null;
            key = new PinKey(kind, template);
        }
        var approved = pins.Approved.GetValueOrDefault(key);
        if (of.MustBeReviewed && approved is null) return PinHold.Unreviewed(of.Name, kind);
        if (_offered.GetValueOrDefault((of.Name, kind))?.Differs(key.Name, approved) != true) return null;
        return PinHold.Of(of.Name, kind, await store.FindWaitingAsync(of.Name, key, cancellationToken));
    }

    /// <summary>Looks whether an operator has decided something, for clients that only listen; a store that cannot answer is asked again later.</summary>
    public void Look()
    {
        try
        {
            Current();
        }
        catch (StoreUnavailableException)
        {
            // Messages are refused meanwhile, each with its reason.
        }
    }

    private static bool IsNews(ServerPins pins, PinKind kind, ImmutableArray<PinDraft> drafts, bool isWhole)
    {
        if (!pins.Seen.Contains(kind)) return true;
        if (drafts.Any(draft => IsUnknown(pins, draft))) return true;
        return isWhole && pins.Waiting.Keys.Any(key => key.Kind == kind && IsGone(pins, key, drafts));
    }

    private static bool IsUnknown(ServerPins pins, PinDraft draft)
    {
        var key = new PinKey(draft.Kind, draft.Name);
        return pins.Approved.GetValueOrDefault(key) != draft.Hash && (pins.IsTrusted || pins.Waiting.GetValueOrDefault(key) != draft.Hash);
    }

    private static bool IsGone(ServerPins pins, PinKey waiting, ImmutableArray<PinDraft> drafts)
        => drafts.FirstOrDefault(draft => draft.Name == waiting.Name) is not { } offered || pins.Approved.GetValueOrDefault(waiting) == offered.Hash;

    private async ValueTask<bool> RecordAsync(
        PinSubject of, PinKind kind, ImmutableArray<DeclaredTool> listed, ImmutableArray<PinDraft> drafts, bool isWhole, CancellationToken cancellationToken)
    {
        while (true)
        {
            var pins = Current().Of(of.Name);
            if (!IsNews(pins, kind, drafts, isWhole)) return true;
            var isFirst = !pins.Seen.Contains(kind);
            if (isFirst && !isWhole) return false;
            var update = isFirst && !of.MustBeReviewed
                ? new PinUpdate { Kind = kind, IsFirst = true, Accepted = drafts }
                : PinDrift.Find(kind, of.Name, pins, await store.ListAsync(of.Name, cancellationToken), listed, isWhole) with { IsFirst = isFirst };
            if (update.IsEmpty) return true;
            if (!await store.ApplyAsync(of.Name, update, cancellationToken)) continue;
            foreach (var entry in PinAudit.Of(of.Name, update)) audit?.Post(entry);
            Current();
            if (!update.Held.IsEmpty) Changed?.Invoke();
            return true;
        }
    }

    /// <exception cref="StoreUnavailableException">The store cannot say whether anything has changed; nothing is answered from memory then.</exception>
    private PinIndex Current()
    {
        var generation = store.Generation();
        var current = Volatile.Read(ref _index);
        if (current is not null && current.Generation >= generation) return current;
        var read = store.IndexAsync(CancellationToken.None);
        var next = read.IsCompletedSuccessfully ? read.Result : read.AsTask().GetAwaiter().GetResult();
        Volatile.Write(ref _index, next);
        if (current is not null && next.Servers.Any(pair => ShowsOthers(current.Of(pair.Key), pair.Value))) Changed?.Invoke();
        return next;
    }

    // What is pinned at first use was shown to nobody before.
    private static bool ShowsOthers(ServerPins before, ServerPins now)
        => !SeenBefore(before, now).SequenceEqual(SeenBefore(before, before));

    private static IEnumerable<(PinKey, string)> SeenBefore(ServerPins before, ServerPins pins)
        => pins.Approved.Where(pair => before.Seen.Contains(pair.Key.Kind)).Select(pair => (pair.Key, pair.Value))
            .OrderBy(pair => pair.Key.Kind).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal);
}
