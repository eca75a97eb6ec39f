using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Time;

namespace Baton.Memory.Rewind;

/// <summary>
/// Undoes what somebody wrote: shows it first, then writes the states before it as new versions, in one transaction. No
/// version is lost, so a rewind can itself be rewound, by the request id of its plan.
/// </summary>
internal sealed class Rewinder(IMemoryStore store, TimeProvider time)
{
    private readonly MemoryClock _clock = new(time);

    public ValueTask<RewindPlan> PreviewAsync(RewindRequest request, CancellationToken cancellationToken)
        => store.ReadAsync(reader => new RewindPlanner(reader, _clock.Now).PlanAsync(request), cancellationToken);

    /// <param name="request">What to undo.</param>
    /// <param name="by">The operator; its request id names this rewind.</param>
    /// <param name="cancellationToken">Before the commit.</param>
    public ValueTask<Outcome<RewindPlan>> ApplyAsync(RewindRequest request, Provenance by, CancellationToken cancellationToken)
        => store.WriteAsync(async writer =>
        {
            var now = _clock.Now;
            var plan = await new RewindPlanner(writer, now).PlanAsync(request);
            foreach (var item in plan.Items.Where(item => item.Step is RewindStep.Delete)) await WriteAsync(writer, item, by, now);
            await RestoreAsync(writer, [.. plan.Items.Where(item => item.Step is RewindStep.Restore)], by, now);
            foreach (var link in plan.Links.Where(link => link.Conflict is null)) await WriteAsync(writer, link.Write, by, now);
            return (Outcome<RewindPlan>)(plan with { RequestId = by.RequestId });
        }, cancellationToken);

    /// <summary>A key is given back when it is free; where keys went round in a circle, one record is put aside first.</summary>
    private static async ValueTask RestoreAsync(IMemoryWriter writer, List<RewindItem> waiting, Provenance by, DateTimeOffset now)
    {
        while (waiting.Count > 0)
        {
            var free = waiting.FindIndex(item => KeySlot.Of(item.Before!) is not { } slot || !waiting.Exists(other => other != item && KeySlot.Of(other.Now) == slot));
            if (free < 0)
            {
                waiting[0] = await PutAsideAsync(writer, waiting[0], by, now);
                continue;
            }
            await WriteAsync(writer, waiting[free], by, now);
            waiting.RemoveAt(free);
        }
    }

    private static async ValueTask<RewindItem> PutAsideAsync(IMemoryWriter writer, RewindItem item, Provenance by, DateTimeOffset now)
    {
        var aside = item with { Before = null };
        await WriteAsync(writer, aside, by, now);
        return item with { Now = item.Now with { Version = item.Now.Version + 1, Key = null } };
    }

    private static async ValueTask WriteAsync(IMemoryWriter writer, RewindItem item, Provenance by, DateTimeOffset now)
    {
        var at = now > item.Now.RecordedAt ? now : item.Now.RecordedAt;
        var stamp = new VersionStamp(item.Now.Version + 1, at, by, item.Before is null ? at : item.Before.DeletedAt);
        var state = item.Before ?? item.Now;
        var body = state.Body is null ? default : await writer.ReadBodyAsync(state.Body);
        await writer.PutVersionAsync(RecordCodecs.Of(state.Kind).Restamp(state, stamp, body));
    }

    private static async ValueTask WriteAsync(IMemoryWriter writer, StoredLinkWrite write, Provenance by, DateTimeOffset now)
    {
        var link = write.Link;
        if (write.InForce) await writer.RemoveLinkAsync(link.From, link.To, link.Relation, by, now);
        else await writer.PutLinkAsync(link with { By = by, At = now });
    }
}
