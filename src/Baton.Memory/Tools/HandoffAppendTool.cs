using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class HandoffAppendTool(HandoffOperations handoffs) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "handoff_append",
        Title = "Append to a handoff",
        Toolset = "more",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Add a chunk to the end of a handoff's body, for long conversations sent in parts. With seq (1, 2, 3, …) a repeated chunk is harmless and a missing one is noticed.",
        Parameters =
        [
            Common.Id,
            Common.Key,
            Common.Project,
            new Parameter("chunk", Utf8) { Required = true, About = "Text to add, as it is." },
            new Parameter("seq", Integer) { Least = 0, About = "The chunk's number, counted up by one." },
        ],
        Output = "{\"handoff\":" + Common.HandoffSchema + ",\"redacted\":" + Common.ObjectList + ",\"warnings\":" + Common.TextList + "}",
        Always = ["handoff"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new HandoffAppendRequest(arguments.Ref, arguments.Utf8("chunk"), arguments.Integer("seq"));
        if (!(await handoffs.AppendAsync(caller, request, cancellationToken)).TryGet(out var appended, out var failure)) return Reply.Of(failure);
        return UpdatedReply.Of("Appended to", appended);
    }
}
