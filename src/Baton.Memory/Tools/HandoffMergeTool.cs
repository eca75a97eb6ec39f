using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class HandoffMergeTool(HandoffOperations handoffs) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "handoff_merge",
        Title = "Merge handoffs",
        Toolset = "more",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Make one handoff of several: lists are joined, bodies follow each other under the name of their source; nothing is dropped. Sources stay, or are archived.",
        Parameters =
        [
            new Parameter("refs", Texts) { Required = true, About = "Two or more ids or keys." },
            Common.Project,
            Common.Key,
            new Parameter("title", Plain),
            new Parameter("summary", Plain),
            new Parameter("order", Plain) { Words = ["chronological", "sequential"], About = "Default chronological; sequential: as given." },
            new Parameter("archive_sources", ParameterKind.Boolean),
        ],
        Output = "{\"handoff\":" + Common.HandoffSchema + ",\"redacted\":" + Common.ObjectList + ",\"warnings\":" + Common.TextList + "}",
        Always = ["handoff"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new HandoffMergeRequest
        {
            Refs = arguments.Texts("refs"),
            Project = arguments.Text("project"),
            Key = arguments.Text("key"),
            Title = arguments.Text("title"),
            Summary = arguments.Text("summary"),
            Chronological = arguments.Text("order") != "sequential",
            ArchiveSources = arguments.Flag("archive_sources"),
        };
        if (!(await handoffs.MergeAsync(caller, request, cancellationToken)).TryGet(out var merged, out var failure)) return Reply.Of(failure);
        return UpdatedReply.Of("Merged into", merged);
    }
}
