using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class HandoffSaveTool(HandoffOperations handoffs) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "handoff_save",
        Title = "Save a handoff",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Save unfinished work so that another session or agent can resume it. A key that exists in the project gets a new version: fields left out keep their value, null or [] clears. Returns id, key, version and the body's sha256; secrets are redacted and listed. At the end of a session prefer session_close. Example: {\"summary\":\"Login works, tests red\",\"next_actions\":[\"fix AuthTests\"]}",
        Parameters =
        [
            new Parameter("summary", Plain) { Required = true, About = "What was done, what comes next." },
            Common.Project,
            Common.Key with { About = "Left out: a new one is made." },
            Common.ClearableThread,
            new Parameter("title", Plain) { Clearable = true },
            new Parameter("body", Utf8) { Clearable = true, About = "Markdown or verbatim conversation, to 4 MiB, kept byte for byte." },
            Common.List("decisions"),
            Common.List("pending"),
            Common.List("changed"),
            Common.List("next_actions"),
            Common.List("blockers"),
            new Parameter("files", Files) { Clearable = true, About = "Paths, or {path, commit, note}." },
            Common.List("refs", "Ids of memories or handoffs.") with { Rare = true },
            Common.Tags,
            new Parameter("status", Plain) { Words = Common.WritableStatuses, Rare = true, About = "done stays done unless open is given." },
            new Parameter("to", Plain) { Clearable = true, About = "Principal or role; nobody: anyone." },
            new Parameter("priority", Integer) { Least = -1, Most = 1, Rare = true, Clearable = true },
            Common.Ttl with { Rare = true },
            Common.Pinned with { Rare = true },
            Common.IfMatch,
            new Parameter("on_conflict", Plain) { Words = ["version", "error"], Rare = true, About = "What an existing key does; default version." },
            Common.IdempotencyKey,
        ],
        Output = "{\"handoff\":" + Common.HandoffSchema + ",\"redacted\":" + Common.ObjectList + ",\"warnings\":" + Common.TextList + "}",
        Always = ["handoff", "redacted", "warnings"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new HandoffSaveRequest
        {
            Summary = arguments.RequiredText("summary"),
            Project = arguments.Text("project"),
            Key = arguments.Text("key"),
            Thread = arguments.Patch<string>("thread"),
            Title = arguments.Patch<string>("title"),
            Body = arguments.Patch<ReadOnlyMemory<byte>>("body"),
            Decisions = arguments.Patch<ImmutableArray<string>>("decisions"),
            Pending = arguments.Patch<ImmutableArray<string>>("pending"),
            Changed = arguments.Patch<ImmutableArray<string>>("changed"),
            NextActions = arguments.Patch<ImmutableArray<string>>("next_actions"),
            Blockers = arguments.Patch<ImmutableArray<string>>("blockers"),
            Files = arguments.Patch<ImmutableArray<FileNote>>("files"),
            Refs = arguments.Patch<ImmutableArray<string>>("refs"),
            Tags = arguments.Patch<ImmutableArray<string>>("tags"),
            Status = arguments.Patch<string>("status"),
            To = arguments.Patch<string>("to"),
            Priority = arguments.PatchInt("priority"),
            TimeToLive = arguments.Patch<TimeSpan>("ttl"),
            Pinned = arguments.Patch<bool>("pinned"),
            IfMatch = arguments.Count("if_match"),
            ErrorOnConflict = arguments.Text("on_conflict") == "error",
            Idempotency = arguments.Idempotency,
        };
        if (!(await handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure)) return Reply.Of(failure);
        var text = HandoffText.Receipt("Saved", saved.Handoff, saved.Handoff.StatusAt(saved.Handoff.UpdatedAt));
        return Reply.Of(Notes.After(text, saved.Redacted, saved.Warnings), json =>
        {
            HandoffJson.Receipt(json, saved.Handoff, saved.Handoff.UpdatedAt);
            json.Redacted(saved.Redacted);
            json.AllTexts("warnings", saved.Warnings);
        });
    }
}
