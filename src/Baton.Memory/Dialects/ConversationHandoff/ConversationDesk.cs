using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Handoffs;
using Baton.Memory.Ids;
using Baton.Memory.Limits;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.ConversationHandoff;

/// <summary>What the tools share: the operations, and finding conversations by key or id within the connection's project.</summary>
internal sealed class ConversationDesk(MemoryContext context, RecordListing records, HandoffOperations handoffs)
{
    private const int Page = 200;

    public HandoffOperations Handoffs { get; } = handoffs;

    public MemoryLimits Limits => context.Limits;

    public DateTimeOffset Now => context.Clock.Now;

    /// <summary>A key in the form that agents know: <c>handoff-YYYYMMDDHHMMSS-xxxxxxxx</c>.</summary>
    public string NewKey()
    {
        Span<byte> random = stackalloc byte[4];
        context.Random(random);
        return string.Create(CultureInfo.InvariantCulture, $"handoff-{Now.UtcDateTime:yyyyMMddHHmmss}-{Convert.ToHexStringLower(random)}");
    }

    /// <summary>By key; what is no key but an id that was printed is taken for one.</summary>
    public async ValueTask<Outcome<Handoff>> FindAsync(MemoryCaller caller, string key, CancellationToken cancellationToken)
    {
        var found = await Handoffs.GetAsync(caller, new RecordRef(null, key), cancellationToken);
        if (!found.Succeeded && RecordIds.TryNormalise(key, out _, out _)) found = await Handoffs.GetAsync(caller, new RecordRef(key), cancellationToken);
        return found.Failure is { } failure ? failure with { Path = "/key", Hint = "See handoff_list or handoff_search." } : found;
    }

    /// <summary>What a merge is of; when its sources are to go, none of them may be under a claim.</summary>
    public async ValueTask<Outcome<ImmutableArray<Handoff>>> SourcesAsync(MemoryCaller caller, ImmutableArray<string> keys, bool deletes, CancellationToken cancellationToken)
    {
        var sources = ImmutableArray.CreateBuilder<Handoff>();
        foreach (var key in keys)
        {
            if (!(await FindAsync(caller, key, cancellationToken)).TryGet(out var source, out var failure)) return failure with { Path = $"/keys/{sources.Count}" };
            if (deletes && source.ClaimAt(Now) is { } claim) return ClaimRules.Held(source, claim, $"/keys/{sources.Count}");
            sources.Add(source);
        }
        return sources.Count < 2 ? Fail.Invalid("A merge needs at least two keys.", "/keys", null, 2) : sources.ToImmutable();
    }

    /// <summary>The connection's project, which lists and keys are of.</summary>
    public ValueTask<Outcome<string>> ProjectAsync(MemoryCaller caller, CancellationToken cancellationToken) => records.ProjectAsync(caller, null, cancellationToken);

    /// <summary>What a question finds, as far as <paramref name="most"/> that fit; a list is read page by page.</summary>
    public async ValueTask<Outcome<ImmutableArray<HandoffFound>>> AllAsync(
        MemoryCaller caller, HandoffSearchRequest question, Func<Handoff, bool> fits, int most, CancellationToken cancellationToken)
    {
        if (!(await ProjectAsync(caller, cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var request = question with { Filter = question.Filter with { Project = project }, Limit = string.IsNullOrWhiteSpace(question.Query) ? Page : most, ShowsDuplicates = true, Fits = fits };
        var all = ImmutableArray.CreateBuilder<HandoffFound>();
        do
        {
            if (!(await Handoffs.FindAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            all.AddRange(page.Handoffs.Where(found => fits(found.Handoff)).Take(most - all.Count));
            request = request with { Cursor = page.NextCursor };
        }
        while (request.Cursor is not null && all.Count < most);
        return all.ToImmutable();
    }

    /// <summary>How many messages each has: as counted when it was saved, or counted now where the body has changed since.</summary>
    public async ValueTask<ImmutableArray<Conversation>> ReadAsync(IEnumerable<Handoff> handoffs, CancellationToken cancellationToken)
    {
        var read = ImmutableArray.CreateBuilder<Conversation>();
        foreach (var handoff in handoffs)
        {
            var count = ConversationLabels.CountOf(handoff) ?? await Handoffs.CountMessagesAsync(handoff, cancellationToken);
            read.Add(new Conversation(handoff, ConversationLabels.StatusOf(handoff, Now), count));
        }
        return read.ToImmutable();
    }

    /// <inheritdoc cref="ReadAsync(IEnumerable{Handoff}, CancellationToken)"/>
    public async ValueTask<Conversation> ReadAsync(Handoff handoff, CancellationToken cancellationToken) => (await ReadAsync([handoff], cancellationToken))[0];
}
