using Baton.Memory.Agents;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class NotifyTool(AgentOperations agents) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "notify",
        Title = "Send a notice",
        Toolset = "agents",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Leave a message in the inbox of principals or roles, one notice for each; they find it with inbox_list. For work to resume use handoff_save with `to` instead. Example: {\"to\":\"reviewer\",\"message\":\"AuthTests is green again\",\"refs\":[\"h_01JABC\"]}",
        Parameters =
        [
            new Parameter("to", Texts) { Required = true, OrOne = true, About = "Principals or roles." },
            new Parameter("message", Plain) { Required = true },
            new Parameter("subject", Plain),
            Common.Project,
            Common.Thread,
            new Parameter("refs", Texts) { About = "Ids of records that it is about." },
            new Parameter("priority", Integer) { Least = -1, Most = 1 },
            new Parameter("private", ParameterKind.Boolean) { About = "Only the principal in `to` may see it; else whoever sees the project." },
            Common.Ttl with { Clearable = false },
            Common.IdempotencyKey,
        ],
        Output = "{\"notices\":{\"type\":\"array\",\"items\":" + NoticeText.Schema + "},\"redacted\":" + Common.ObjectList + ",\"warnings\":" + Common.TextList + "}",
        Always = ["notices", "redacted", "warnings"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new NotifyRequest
        {
            To = arguments.Texts("to"),
            Message = arguments.RequiredText("message"),
            Subject = arguments.Text("subject"),
            Project = arguments.Text("project"),
            Thread = arguments.Text("thread"),
            Refs = arguments.Texts("refs"),
            Priority = arguments.Count("priority") ?? 0,
            IsPrivate = arguments.Flag("private"),
            TimeToLive = arguments.Duration("ttl"),
            Idempotency = arguments.Idempotency,
        };
        if (!(await agents.NotifyAsync(caller, request, cancellationToken)).TryGet(out var sent, out var failure)) return Reply.Of(failure);
        var text = $"Sent {string.Join(", ", sent.Notices.Select(notice => $"{notice.Id} to {HandoffText.Word(notice.To)}"))}.";
        return Reply.Of(Notes.After(text, sent.Redacted, sent.Warnings), json => NoticesSentCodec.WriteMembers(json, sent));
    }
}
