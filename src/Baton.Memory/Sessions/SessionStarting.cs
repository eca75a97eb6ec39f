using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Time;

namespace Baton.Memory.Sessions;

/// <summary>
/// Makes the digest a session starts with: open handoffs with their next actions, warnings, what changed, then the rest.
/// Consumes nothing and moves nothing.
/// </summary>
internal sealed class SessionStarting(MemoryContext context)
{
    private const int ChangesLooked = 50;
    private const int ShortestItem = 80;
    private const int LongestItem = 260;

    /// <summary>How many texts of full length a digest should have room for.</summary>
    private const int Items = 22;

    public async ValueTask<Outcome<SessionDigest>> StartAsync(MemoryCaller caller, SessionStartRequest request, CancellationToken cancellationToken)
    {
        if (request.MaxTokens < 1) return Fail.Invalid("max_tokens must be above zero.", "/max_tokens");
        var outcome = await context.Store.ReadAsync(reader => ReadAsync(reader, caller, request), cancellationToken);
        if (outcome.TryGet(out var digest, out _))
        {
            foreach (var memory in digest.Memories) context.Recall.Note(caller, memory.Id, MemoryRow.TextOf(memory), excerpts: true);
        }
        return outcome;
    }

    private async ValueTask<Outcome<SessionDigest>> ReadAsync(IMemoryReader reader, MemoryCaller caller, SessionStartRequest request)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now) with { IncludeSuperseded = false };
        if (!(await ProjectResolver.ResolveAsync(reader, caller, request.Project, now)).TryGet(out var resolved, out var failure)) return failure;
        var project = resolved.Name;
        var since = await LastHereAsync(reader, caller, project);
        var recent = since is null ? [] : await reader.RecentChangesAsync(scope, project, since.Value, ChangesLooked + 1);
        ImmutableArray<StoredChange> changes = [.. recent.Take(ChangesLooked)];

        var whole = TokenCount.Bytes(request.MaxTokens);
        var budget = Math.Max(whole - 400, whole / 2);
        var sources = new DigestSources(reader, caller, scope, project, (int)Math.Clamp(budget / Items, ShortestItem, LongestItem));
        var handoffs = new DigestSection("handoffs", "Open handoffs (claim with handoff_claim before working on one):", 26, "handoff_search status=open");
        var actions = new DigestSection("next actions", "", 16, "handoff_load");
        var warnings = new DigestSection("warnings", "Warnings:", 18, "memory_search type=warning");
        var changed = new DigestSection("changed records", Heading(since, changes.Length, recent.Count > ChangesLooked), 14, "memory_search, handoff_search") { IsEndless = recent.Count > ChangesLooked };
        var inbox = new DigestSection("notices", "", 3, "inbox_list");
        var pinned = new DigestSection("pinned memories", "Pinned:", 9, "memory_search");
        var questions = new DigestSection("open questions", "Open questions:", 6, "memory_search type=question");
        var memories = new DigestSection("recent memories", "Recent memories:", 5, "memory_search");
        var elsewhere = new DigestSection("other projects", "", 3, "handoff_search");

        await sources.HandoffsAsync(request.Thread?.Trim(), handoffs, actions);
        await sources.WarningsAsync(warnings);
        await sources.PinnedAsync(pinned);
        await sources.QuestionsAsync(questions);
        await sources.RecentAsync(memories);
        await sources.ChangesAsync(changes, changed);
        await sources.InboxAsync(inbox);
        await sources.ElsewhereAsync(elsewhere);

        ImmutableArray<DigestSection> sections = [handoffs, actions, warnings, changed, inbox, pinned, questions, memories, elsewhere];
        var text = handoffs.Lines.Count + warnings.Lines.Count + pinned.Lines.Count + questions.Lines.Count + memories.Lines.Count > 0
            ? new DigestLayout(sections).Write(actions, budget)
            : $"Nothing is recorded for project '{Excerpt.Line(project, 100)}' yet.\n{new DigestLayout(sections).Write(actions, budget / 2)}";
        return new SessionDigest(
            project, text, [.. Shown(handoffs).Select(line => line.Handoff!)],
            [.. new[] { warnings, pinned, questions, memories }.SelectMany(Shown).Select(line => line.Memory!)], changes, since, now);
    }

    /// <summary>Of this grant alone: it was once kept under labels, where an earlier grant's lies too.</summary>
    private static async ValueTask<DateTimeOffset?> LastHereAsync(IMemoryReader reader, MemoryCaller caller, string project)
    {
        var client = caller.ClientName ?? "";
        if (await reader.FindPresenceAsync(caller.GrantKey, client, project) is { } own) return own;
        return caller.LabelIsOwnSince is { } made && await reader.FindPresenceAsync(caller.Grant, client, project) is { } at && at >= made ? at : null;
    }

    private static IEnumerable<DigestLine> Shown(DigestSection section) => section.Lines.Where(line => line.IsShown);

    private static string Heading(DateTimeOffset? since, int count, bool more)
        => since is null ? "" : string.Create(CultureInfo.InvariantCulture, $"Changed since you were last here ({Instants.ToMinute(since.Value)}): {count}{(more ? " or more" : "")} record(s)");
}
