using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Time;

namespace Baton.Memory.Sessions;

/// <summary>Makes the digest a session starts with. Consumes nothing and moves nothing.</summary>
internal sealed class SessionStarting(MemoryContext context)
{
    private const int Looked = 100;
    private const int ChangesLooked = 200;

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
        if (!(await ProjectResolver.ResolveAsync(reader, caller, request.Project, now)).TryGet(out var project, out var failure)) return failure;
        var since = await reader.FindPresenceAsync(caller.Grant, caller.ClientName ?? "", project.Name);
        var budget = TokenCount.Bytes(request.MaxTokens);
        var text = new DigestText(Math.Max(budget - 400, budget / 2));
        var handoffs = await HandoffsAsync(reader, caller, scope, project.Name, request.Thread, text);
        var memories = await MemoriesAsync(reader, scope, project.Name, text);
        var changes = since is null ? [] : await ChangesAsync(reader, scope, project.Name, since.Value, text);
        await ElsewhereAsync(reader, caller, scope, project.Name, text);
        if (handoffs.IsEmpty && memories.IsEmpty) text.Line($"Nothing is recorded for project '{Excerpt.Line(project.Name, 100)}' yet.");
        return new SessionDigest(project.Name, text.Finish("handoff_search, memory_search"), handoffs, memories, changes, since, now);
    }

    /// <summary>Open work addressed to the caller, to one of its roles or to nobody; urgent first, then newest.</summary>
    private static async ValueTask<ImmutableArray<Handoff>> HandoffsAsync(
        IMemoryReader reader, MemoryCaller caller, Scope scope, string project, string? thread, DigestText text)
    {
        var filter = OpenFor(caller) with { Project = project, Thread = thread };
        var rows = await reader.ListAsync(scope, filter, new PageRequest(Looked));
        var handoffs = rows.Rows.Select(row => HandoffReader.Read(row))
            .OrderByDescending(handoff => handoff.Pinned).ThenByDescending(handoff => handoff.Priority).ThenByDescending(handoff => handoff.SavedAt);
        var shown = ImmutableArray.CreateBuilder<Handoff>();
        text.Section("Open handoffs (claim with handoff_claim before working on one):");
        foreach (var handoff in handoffs)
        {
            var state = handoff.ClaimAt(scope.Now) is { } claim ? $"claimed by {claim.Holder} until {Instants.ToMinute(claim.Until)}" : "open";
            var urgent = handoff.Priority > 0 ? ", urgent" : "";
            var mark = handoff.Suspicious.IsEmpty ? "" : ", SUSPICIOUS";
            if (!text.Line($"- {handoff.Id} ({state}{urgent}{mark}, {handoff.CreatedBy.Principal}, {Instants.ToMinute(handoff.SavedAt)}): {DigestText.Item(handoff.Title is { } title ? $"{title}: {handoff.Summary}" : handoff.Summary, 260)}"))
            {
                continue;
            }
            shown.Add(handoff);
            foreach (var action in handoff.NextActions.Take(5)) text.Line($"  next: {DigestText.Item(action, 160)}");
            foreach (var blocker in handoff.Blockers.Take(3)) text.Line($"  blocked: {DigestText.Item(blocker, 160)}");
        }
        return shown.DrainToImmutable();
    }

    private static async ValueTask<ImmutableArray<MemoryRecord>> MemoriesAsync(IMemoryReader reader, Scope scope, string project, DigestText text)
    {
        var all = new RecordFilter { Kind = RecordKind.Memory, Project = project };
        var shown = ImmutableArray.CreateBuilder<MemoryRecord>();
        await ShowAsync("Pinned:", all with { Pinned = true }, 30);
        await ShowAsync("Warnings:", all with { Types = [MemoryType.Warning] }, 20);
        await ShowAsync("Open questions:", all with { Types = [MemoryType.Question] }, 20);
        await ShowAsync("Recent memories:", all, 20);
        return shown.DrainToImmutable();

        async ValueTask ShowAsync(string heading, RecordFilter filter, int count)
        {
            text.Section(heading);
            var rows = await reader.ListAsync(scope, filter, new PageRequest(count));
            foreach (var memory in rows.Rows.Select(row => MemoryReader.Read(row)))
            {
                if (memory.ValidTo <= scope.Now || shown.Any(other => other.Id == memory.Id)) continue;
                var name = memory.Title ?? memory.Key;
                var said = name is null ? MemoryRow.TextOf(memory) : $"{name}: {MemoryRow.TextOf(memory)}";
                var mark = memory.Suspicious.IsEmpty ? "" : ", SUSPICIOUS";
                if (text.Line($"- {memory.Id} ({memory.Type}, {memory.CreatedBy.Principal}, {Instants.ToMinute(memory.UpdatedAt)}{mark}): {DigestText.Item(said, 240)}")) shown.Add(memory);
            }
        }
    }

    /// <summary>The newest write to each record, newest first.</summary>
    private static async ValueTask<ImmutableArray<StoredChange>> ChangesAsync(IMemoryReader reader, Scope scope, string project, DateTimeOffset since, DigestText text)
    {
        var all = await reader.ChangesAsync(scope, project, since, ChangesLooked);
        var changes = all.GroupBy(change => change.Id).Select(group => group.Last()).Reverse().ToImmutableArray();
        text.Section(string.Create(CultureInfo.InvariantCulture, $"Changed since you were last here ({Instants.ToMinute(since)}): {changes.Length}{(all.Count == ChangesLooked ? " or more" : "")} record(s)"));
        foreach (var change in changes.Take(20))
        {
            text.Line(string.Create(CultureInfo.InvariantCulture, $"- {change.Id} version {change.Version}: {change.By.Operation} by {change.By.Principal}, {Instants.ToMinute(change.At)}"));
        }
        return changes;
    }

    private static async ValueTask ElsewhereAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, string project, DigestText text)
    {
        var rows = await reader.ListAsync(scope, OpenFor(caller), new PageRequest(200));
        var others = rows.Rows.Where(row => row.Project != project).GroupBy(row => row.Project).OrderByDescending(group => group.Count()).Take(6).ToList();
        if (others.Count == 0) return;
        text.Section("");
        text.Line("Open in other projects: " + string.Join(", ", others.Select(group => $"{Excerpt.Line(group.Key, 60)} ({group.Count()})")) + ". Give project to see them.");
    }

    private static RecordFilter OpenFor(MemoryCaller caller) => new()
    {
        Kind = RecordKind.Handoff,
        Statuses = [HandoffStatus.Open, HandoffStatus.Claimed],
        To = [caller.Principal, .. caller.Roles, ""],
    };
}
