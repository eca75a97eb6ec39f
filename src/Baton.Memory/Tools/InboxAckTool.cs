using System.Globalization;
using Baton.Memory.Agents;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class InboxAckTool(AgentOperations agents) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "inbox_ack",
        Title = "Mark notices as read",
        Toolset = "agents",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: true),
        Description = "Mark notices as read by you, by ids, or all that were sent up to a moment. A notice to a role stays unread for its other members. Returns those that changed.",
        Parameters =
        [
            new Parameter("ids", Texts) { OrOne = true, About = "Ids, or 6+ characters of each." },
            new Parameter("until", Instant) { About = "In place of ids: as_of of inbox_list." },
            Common.Project with { About = "Narrows until." },
            new Parameter("unread", ParameterKind.Boolean) { About = "Marks them unread again." },
        ],
        Output = TouchedReply.Output,
        Always = ["count", "ids"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new InboxAckRequest
        {
            Ids = arguments.Texts("ids"),
            Until = arguments.Instant("until"),
            Project = arguments.Text("project"),
            Unread = arguments.Flag("unread"),
        };
        if (!(await agents.AcknowledgeAsync(caller, request, cancellationToken)).TryGet(out var acknowledged, out var failure)) return Reply.Of(failure);
        var text = string.Create(CultureInfo.InvariantCulture, $"{acknowledged.Ids.Length} notice(s) marked as {(request.Unread ? "unread" : "read")} by you.");
        return TouchedReply.Of(text, acknowledged.Ids);
    }
}
