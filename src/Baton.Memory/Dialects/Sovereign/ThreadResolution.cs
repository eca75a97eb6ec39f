using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Closes an open question: what it says grows by the resolution, and it is no longer open from now on.</summary>
internal static class ThreadResolution
{
    public static async ValueTask<ToolReply> ResolveAsync(
        SovereignDesk desk, MemoryCaller caller, MemoryRecord thread, Arguments arguments, CancellationToken cancellationToken)
    {
        var resolution = arguments.RequiredText("resolution");
        if (string.IsNullOrWhiteSpace(resolution)) return Reply.Of(Fail.Invalid("resolution is empty.", "/resolution"));
        if (thread.Labels.GetValueOrDefault(SovereignLabels.ResolvedAt) is { } at)
        {
            return Reply.Of(Fail.Invalid($"{thread.Id} was resolved on {at}.", "/thread_id", "recall_insights and memory history keep what was said."));
        }
        var now = desk.Records.Now;
        var fields = new MemoryFields
        {
            Content = $"{JsonContent.TextOf(thread)}\n\nResolution: {resolution}",
            ValidTo = now,
            Labels = Patch.Set(thread.Labels.SetItem(SovereignLabels.ResolvedAt, Instants.Format(now))),
            IfMatch = thread.Version,
        };
        return (await desk.Memories.UpdateAsync(caller, new RecordRef(thread.Id), fields, cancellationToken)).TryGet(out var updated, out var failure)
            ? SavedReply.Of("Thread resolved", "thread_id", arguments.Own(updated)) : Reply.Of(failure);
    }
}
