using System.Collections.Immutable;
using Baton.Memory.Agents;
using Baton.Memory.Callers;
using Baton.Memory.Ids;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Time;

namespace Baton.Memory.Dialects.M3.Notices;

/// <summary>The notes of the connection's project: native notices, and the memories that notes were before.</summary>
internal sealed class Pinboard(M3Desk desk)
{
    private const int Page = 200;

    /// <summary>Notes that fit, newest first.</summary>
    /// <param name="caller">Who has read them, or not.</param>
    /// <param name="agent">Whose; null for everybody's.</param>
    /// <param name="fits">Which.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends between pages.</param>
    public async ValueTask<Outcome<ImmutableArray<M3Note>>> FindAsync(MemoryCaller caller, string? agent, Func<M3Note, bool> fits, int most, CancellationToken cancellationToken)
    {
        if (!(await desk.Records.ProjectAsync(caller, null, cancellationToken)).TryGet(out var project, out var failure)) return failure;
        bool IsEarlier(MemoryRecord memory) => memory.Labels.ContainsKey(M3Labels.AgentId) && (agent is null || memory.Labels.GetValueOrDefault(M3Labels.AgentId) == agent) && fits(M3Note.Of(memory));
        if (!(await desk.ListAsync(caller, project, [M3Types.Notification], IsEarlier, most, cancellationToken)).TryGet(out var earlier, out failure)) return failure;
        var notes = new List<M3Note>();
        var request = new InboxRequest { Project = project, To = agent is null ? [] : [agent], ToAnybody = agent is null, IncludeRead = true, Limit = Page };
        do
        {
            if (!(await desk.Agents.InboxAsync(caller, request, cancellationToken)).TryGet(out var page, out failure)) return failure;
            notes.AddRange(page.Notices.Select(notice => M3Note.Of(notice, caller.Principal)).Where(fits));
            request = request with { Cursor = page.NextCursor };
        }
        while (request.Cursor is not null && notes.Count < most);
        return notes.Concat(earlier.Select(M3Note.Of)).OrderByDescending(note => note.CreatedAt).Take(most).ToImmutableArray();
    }

    /// <summary>Marks notes as read by the caller; when.</summary>
    public async ValueTask<Outcome<string>> ReadAsync(MemoryCaller caller, IReadOnlyCollection<M3Note> notes, CancellationToken cancellationToken)
    {
        var now = Instants.Format(desk.Now);
        foreach (var some in notes.Where(note => !IsEarlier(note)).Chunk(desk.Context.Limits.ListItems))
        {
            var request = new InboxAckRequest { Ids = [.. some.Select(note => note.Id)], To = [.. some.Select(note => note.AgentId)] };
            if ((await desk.Agents.AcknowledgeAsync(caller, request, cancellationToken)).Failure is { } failure) return failure;
        }
        foreach (var note in notes.Where(note => IsEarlier(note) && note.ReadAt is null))
        {
            if ((await MarkAsync(caller, note, now, cancellationToken)) is { } failure) return failure;
        }
        return now;
    }

    private async ValueTask<Failure?> MarkAsync(MemoryCaller caller, M3Note note, string now, CancellationToken cancellationToken)
    {
        if (!(await desk.Memories.GetAsync(caller, new RecordRef(note.Id), history: false, cancellationToken)).TryGet(out var got, out var unknown)) return unknown;
        var fields = new MemoryFields { Labels = got.Memory.Labels.SetItem(M3Labels.ReadAt, now), IfMatch = got.Memory.Version };
        return (await desk.Memories.UpdateAsync(caller, new RecordRef(note.Id), fields, cancellationToken)).Failure;
    }

    private static bool IsEarlier(M3Note note) => RecordIds.TryNormalise(note.Id, out _, out var kind) && kind == RecordKind.Memory;
}
