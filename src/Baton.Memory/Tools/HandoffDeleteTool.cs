using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class HandoffDeleteTool(HandoffOperations handoffs) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "handoff_delete",
        Title = "Delete handoffs",
        Toolset = "more",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: true, Idempotent: false),
        Description = "Take one handoff, or all that filters hit, out of every list and search; they are kept, and restore brings them back. Filters need confirm: the number they will hit (a call without it tells the number).",
        Parameters =
        [
            Common.Id,
            Common.Key,
            .. HandoffFilters.Parameters,
            new Parameter("confirm", Integer) { Least = 0, Most = int.MaxValue },
            new Parameter("restore", ParameterKind.Boolean),
        ],
        Output = TouchedReply.Output,
        Always = ["count", "ids"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var one = arguments.Has("id") || arguments.Has("key");
        var request = new HandoffDeleteRequest
        {
            Ref = one ? arguments.Ref : new RecordRef(null),
            Filter = one ? new HandoffFilter() : HandoffFilters.From(arguments),
            Confirm = arguments.Count("confirm"),
            Restore = arguments.Flag("restore"),
        };
        if (!(await handoffs.DeleteAsync(caller, request, cancellationToken)).TryGet(out var touched, out var failure)) return Reply.Of(failure);
        var what = request.Restore ? "Restored" : "Deleted";
        var hint = request.Restore ? "" : " restore: true brings them back.";
        return TouchedReply.Of(string.Create(CultureInfo.InvariantCulture, $"{what} {touched.Ids.Length} handoff(s).{hint}"), touched.Ids);
    }
}
