using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>What the next session should know: facts, what is only supposed, and what is open, each as such.</summary>
internal sealed class GetInheritableContextTool(SovereignDesk desk) : IDialectTool
{
    private const int Most = 20;

    public string Name => "get_inheritable_context";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await RecallAsync(caller, [MemoryLayer.Stated, MemoryLayer.Verified], cancellationToken)).TryGet(out var known, out var failure)) return Reply.Of(failure);
        if (!(await RecallAsync(caller, [MemoryLayer.Hypothesis], cancellationToken)).TryGet(out var supposed, out failure)) return Reply.Of(failure);
        if (!(await desk.OpenThreadsAsync(caller, null, _ => true, Most, cancellationToken, withTotal: false)).TryGet(out var threads, out failure)) return Reply.Of(failure);
        var text = new StringBuilder().Append("Ground truth", known).Append("Hypotheses", supposed).Append("Open threads", threads);
        if (known.HasMore || supposed.HasMore || threads.HasMore) text.Append("There is more; recall_insights and get_open_threads have it.");
        return Reply.Of(text.ToString(), json =>
        {
            SovereignJson.Memories(json, "ground_truth", known.Records);
            SovereignJson.Memories(json, "hypotheses", supposed.Records);
            SovereignJson.Memories(json, "open_threads", threads.Records);
            json.WriteBoolean("has_more", known.HasMore || supposed.HasMore || threads.HasMore);
        });
    }

    /// <summary>The store tells the layers apart, so that no record is read that is not shown.</summary>
    private ValueTask<Outcome<Listed<MemoryRecord>>> RecallAsync(MemoryCaller caller, ImmutableArray<string> layers, CancellationToken cancellationToken)
        => desk.Records.RecallAsync(caller, new RecordQuestion<MemoryRecord>(
            new RecordFilter { Kind = RecordKind.Memory, TypesNone = SovereignTypes.Apart, Layers = layers }, Most) { Uncounted = true }, cancellationToken);
}
