using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Server;
using Baton.Memory.Sessions;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class SessionCloseTool(SessionOperations sessions) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "session_close",
        Title = "Close a session",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Call last in every session: one call saves a handoff for whoever comes next and, from learned, lasting memories, all or nothing. It completes the handoff this session resumed: the one of claim_token, else your own newest open one here. Example: {\"summary\":\"Login done\",\"next_actions\":[\"deploy\"],\"learned\":[\"CI needs Node 22\"]}",
        Parameters =
        [
            new Parameter("summary", Plain) { Required = true },
            Common.Project,
            Common.Thread,
            new Parameter("decisions", Texts),
            new Parameter("pending", Texts),
            new Parameter("changed", Texts),
            new Parameter("next_actions", Texts),
            new Parameter("blockers", Texts),
            new Parameter("learned", TextsOrObjects) { Members = MemoryParameters.Fields, About = "What stays true: texts, or memories as in memory_save." },
            Common.ClaimToken,
            Common.IdempotencyKey with { Rare = false },
        ],
        Output = "{\"handoff\":" + Common.HandoffBrief + ",\"completed\":{\"type\":[\"string\",\"null\"]},\"memories\":" + Common.ObjectList + ",\"similar\":" + Common.ObjectList + ",\"redacted\":" + Common.ObjectList + ",\"warnings\":" + Common.TextList + "}",
        Always = ["handoff", "memories"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new SessionCloseRequest
        {
            Summary = arguments.RequiredText("summary"),
            Project = arguments.Text("project"),
            Thread = arguments.Text("thread"),
            Decisions = arguments.Texts("decisions"),
            Pending = arguments.Texts("pending"),
            Changed = arguments.Texts("changed"),
            NextActions = arguments.Texts("next_actions"),
            Blockers = arguments.Texts("blockers"),
            Learned = [.. arguments.Objects("learned").Select(MemoryParameters.From)],
            ClaimToken = arguments.Text("claim_token"),
            Idempotency = arguments.Idempotency,
        };
        if (!(await sessions.CloseAsync(caller, request, cancellationToken)).TryGet(out var closed, out var failure)) return Reply.Of(failure);
        var text = new StringBuilder(HandoffText.Receipt("Left", closed.Handoff, closed.Handoff.Status));
        if (closed.Completed is { } completed) text.Append(" Completed ").Append(completed).Append('.');
        if (!closed.Saved.Memories.IsEmpty) text.Append(" Memories: ").AppendJoin(", ", closed.Saved.Memories.Select(memory => memory.Id)).Append('.');
        text.Append(MemorySaveTool.SimilarText(closed.Saved.Similar));
        return Reply.Of(Notes.After(text.ToString(), closed.Redacted, closed.Warnings), json =>
        {
            HandoffJson.Receipt(json, closed.Handoff, closed.Handoff.UpdatedAt);
            if (closed.Completed is null) json.WriteNull("completed");
            else json.WriteString("completed", closed.Completed);
            MemoriesSavedCodec.WriteMembers(json, closed.Saved with { Redacted = closed.Redacted, Warnings = closed.Warnings });
        });
    }
}
