using System.Globalization;
using Baton.Memory.Agents;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Time;

namespace Baton.Memory.Sessions;

/// <summary>Reads what a digest could say, section by section, from one snapshot. The most important of each comes first.</summary>
/// <param name="reader">The snapshot.</param>
/// <param name="caller">Whose session starts.</param>
/// <param name="scope">What the caller may see.</param>
/// <param name="project">The project it is about.</param>
/// <param name="item">Bytes that one text in a line may take.</param>
internal sealed class DigestSources(IMemoryReader reader, MemoryCaller caller, Scope scope, string project, int item)
{
    private const int HandoffsLooked = 100;
    private const int MemoriesLooked = 30;
    private const int MostPages = 8;
    private const int MostPagesElsewhere = 4;
    private const int ActionsOfOne = 5;
    private const int NewestPlace = 2;
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>Open work addressed to the caller, to one of its roles or to nobody: pinned, then urgent, then the newest.</summary>
    public async ValueTask HandoffsAsync(string? thread, DigestSection section, DigestSection actions)
    {
        var open = OpenFor(caller) with { Project = project, Thread = thread };
        var pinned = await reader.ListAsync(scope, open with { Pinned = true }, new PageRequest(HandoffsLooked));
        var urgent = await reader.ListAsync(scope, open with { Priority = 1 }, new PageRequest(HandoffsLooked));
        var newest = await reader.ListAsync(scope, open, new PageRequest(HandoffsLooked));
        section.IsEndless = newest.Next is not null;
        var ordered = pinned.Rows.Concat(urgent.Rows).Concat(newest.Rows).DistinctBy(row => row.Id).Select(row => HandoffReader.Read(row))
            .OrderByDescending(handoff => handoff.Pinned).ThenByDescending(handoff => handoff.Priority).ThenByDescending(handoff => handoff.SavedAt)
            .Take(HandoffsLooked).ToList();
        LiftNewest(ordered);
        foreach (var handoff in ordered)
        {
            var state = handoff.ClaimAt(scope.Now) is { } claim ? $"claimed by {claim.Holder} until {Instants.ToMinute(claim.Until)}" : "open";
            var urgency = handoff.Priority > 0 ? ", urgent" : "";
            var said = handoff.Title is { } title ? $"{title}: {handoff.Summary}" : handoff.Summary;
            section.Lines.Add(new DigestLine(
                $"- {handoff.Id} ({state}{urgency}{Mark(handoff.Suspicious.IsEmpty)}, {handoff.CreatedBy.Principal}, {Instants.ToMinute(handoff.SavedAt)}): {Excerpt.Line(said, item)}")
            {
                Handoff = handoff,
            });
            _named.Add(handoff.Id);
        }
        AddActions(section, actions);
    }

    public ValueTask WarningsAsync(DigestSection section) => MemoriesAsync(section, new() { Kind = RecordKind.Memory, Types = [MemoryType.Warning] });

    public ValueTask PinnedAsync(DigestSection section) => MemoriesAsync(section, new() { Kind = RecordKind.Memory, Pinned = true });

    public ValueTask QuestionsAsync(DigestSection section) => MemoriesAsync(section, new() { Kind = RecordKind.Memory, Types = [MemoryType.Question] });

    public ValueTask RecentAsync(DigestSection section) => MemoriesAsync(section, new() { Kind = RecordKind.Memory });

    /// <summary>What was written, the newest first; what other sections name already is named shortly.</summary>
    public async ValueTask ChangesAsync(IReadOnlyList<StoredChange> changes, DigestSection section)
    {
        foreach (var change in changes)
        {
            var head = string.Create(CultureInfo.InvariantCulture, $"- {change.Id} version {change.Version}: {change.By.Operation} by {change.By.Principal}, {Instants.ToMinute(change.At)}");
            var said = _named.Contains(change.Id) ? null : await SaidAsync(change);
            section.Lines.Add(new DigestLine(said is null ? head : $"{head}: {Excerpt.Line(said, item / 2)}"));
        }
    }

    public async ValueTask InboxAsync(DigestSection section)
    {
        if (!caller.Toolsets.Contains("agents", StringComparer.Ordinal)) return;
        var unread = await Inbox.CountUnreadAsync(reader, caller, scope, project);
        if (unread > 0) section.Lines.Add(new DigestLine(string.Create(CultureInfo.InvariantCulture, $"Unread notices for you: {unread}. Read them with inbox_list.")));
    }

    public async ValueTask ElsewhereAsync(DigestSection section)
    {
        var others = new List<StoredVersion>();
        PagePosition? after = null;
        for (var pages = 0; pages < MostPagesElsewhere && others.Count == 0; pages++)
        {
            var page = await reader.ListAsync(scope, OpenFor(caller), new PageRequest(2 * HandoffsLooked, after));
            others.AddRange(page.Rows.Where(row => row.Project != project));
            after = page.Next;
            if (after is null) break;
        }
        if (others.Count == 0) return;
        var projects = others.GroupBy(row => row.Project).OrderByDescending(group => group.Count()).Take(6);
        section.Lines.Add(new DigestLine(
            "Open in other projects: " + string.Join(", ", projects.Select(group => $"{Excerpt.Line(group.Key, 60)} ({group.Count()})")) + ". Give project to see them."));
    }

    /// <summary>What was left last is what most sessions resume, so however much is urgent it is among the first three.</summary>
    private static void LiftNewest(List<Handoff> handoffs)
    {
        if (handoffs.Where(handoff => handoff.Priority >= 0).MaxBy(handoff => handoff.SavedAt) is not { } newest || handoffs.IndexOf(newest) <= NewestPlace) return;
        handoffs.Remove(newest);
        handoffs.Insert(NewestPlace, newest);
    }

    /// <summary>The first of every handoff before the second of any, and what blocks it after them.</summary>
    private void AddActions(DigestSection section, DigestSection actions)
    {
        for (var rank = 0; rank < ActionsOfOne; rank++)
        {
            foreach (var line in section.Lines)
            {
                if (rank < line.Handoff!.NextActions.Length) actions.Lines.Add(new DigestLine($"  next: {Excerpt.Line(line.Handoff.NextActions[rank], item)}", line));
                if (rank < line.Handoff.Blockers.Length) actions.Lines.Add(new DigestLine($"  blocked: {Excerpt.Line(line.Handoff.Blockers[rank], item)}", line));
            }
        }
    }

    /// <summary>What is over, or was named by another section, is passed over; where that is all of a page, the next one is looked at.</summary>
    private async ValueTask MemoriesAsync(DigestSection section, RecordFilter filter)
    {
        PagePosition? after = null;
        for (var pages = 0; pages < MostPages && section.Lines.Count == 0; pages++)
        {
            var page = await reader.ListAsync(scope, filter with { Project = project }, new PageRequest(MemoriesLooked, after));
            foreach (var memory in page.Rows.Select(row => MemoryReader.Read(row))) Add(section, memory);
            after = page.Next;
            if (after is null) break;
        }
        section.IsEndless = after is not null;
    }

    private void Add(DigestSection section, MemoryRecord memory)
    {
        if (memory.ValidTo <= scope.Now || !_named.Add(memory.Id)) return;
        section.Lines.Add(new DigestLine(
            $"- {memory.Id} ({memory.Type}, {memory.CreatedBy.Principal}, {Instants.ToMinute(memory.UpdatedAt)}{Mark(memory.Suspicious.IsEmpty)}): {Excerpt.Line(SaidBy(memory), item)}")
        {
            Memory = memory,
        });
    }

    private async ValueTask<string?> SaidAsync(StoredChange change) => await reader.GetAsync(scope, change.Id) switch
    {
        { Kind: RecordKind.Handoff } row => HandoffReader.Read(row) is { } handoff ? handoff.Title ?? handoff.Summary : null,
        { Kind: RecordKind.Memory } row => SaidBy(MemoryReader.Read(row)),
        { Kind: RecordKind.Task } row => TaskReader.Read(row).Title,
        _ => null,
    };

    private static string SaidBy(MemoryRecord memory)
        => (memory.Title ?? memory.Key) is { } name ? $"{name}: {MemoryRow.TextOf(memory)}" : MemoryRow.TextOf(memory);

    private static string Mark(bool isClean) => isClean ? "" : ", SUSPICIOUS";

    private static RecordFilter OpenFor(MemoryCaller caller) => new()
    {
        Kind = RecordKind.Handoff,
        Statuses = [HandoffStatus.Open, HandoffStatus.Claimed],
        To = [caller.Principal, .. caller.Roles, ""],
    };
}
