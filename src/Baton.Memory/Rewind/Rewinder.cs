using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Rewind;

/// <summary>
/// Undoes what somebody wrote: shows it first, then writes the states before it as new versions, in one transaction. No
/// version is lost, so a rewind can itself be rewound, by the request id of its plan.
/// </summary>
internal sealed class Rewinder(IMemoryStore store, TimeProvider time)
{
    public ValueTask<RewindPlan> PreviewAsync(RewindRequest request, CancellationToken cancellationToken)
        => store.ReadAsync(reader => new RewindPlanner(reader, time.GetUtcNow()).PlanAsync(request), cancellationToken);

    /// <param name="request">What to undo.</param>
    /// <param name="by">The operator; its request id names this rewind.</param>
    /// <param name="cancellationToken">Before the commit.</param>
    public ValueTask<Outcome<RewindPlan>> ApplyAsync(RewindRequest request, Provenance by, CancellationToken cancellationToken)
        => store.WriteAsync(async writer =>
        {
            var now = time.GetUtcNow();
            var plan = await new RewindPlanner(writer, now).PlanAsync(request);
            foreach (var item in plan.Items.Where(item => item.Step is RewindStep.Delete)) await WriteAsync(writer, item, by, now);
            foreach (var item in plan.Items.Where(item => item.Step is RewindStep.Restore)) await WriteAsync(writer, item, by, now);
            foreach (var link in plan.Links.Where(link => link.Conflict is null)) await WriteAsync(writer, link.Write, by, now);
            return (Outcome<RewindPlan>)(plan with { RequestId = by.RequestId });
        }, cancellationToken);

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
