using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class HandoffLoadTool(HandoffOperations handoffs) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "handoff_load",
        Title = "Load a handoff",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "Read one handoff to resume it: by id, by key, or without both the newest of project and thread. Returns every field and the body; a body over max_tokens is cut, and truncated.next is the cursor that continues it. In a working folder it also says what has changed there since. Loading consumes nothing: claim with handoff_claim before working on it.",
        Parameters =
        [
            Common.Id,
            Common.Key,
            Common.Project,
            Common.Thread,
            new Parameter("version", Integer) { Least = 1, Most = int.MaxValue, Rare = true },
            new Parameter("view", Plain) { Words = ["full", "digest", "tail"], About = "digest: no body. tail: its end." },
            new Parameter("section", Plain) { Rare = true, About = "Only the body's part under this Markdown heading." },
            new Parameter("max_tokens", Integer) { Least = 1, About = "Default 8000." },
            new Parameter("max_messages", Integer) { Least = 1, Most = int.MaxValue, Rare = true, About = "Only the last messages of a conversation." },
            Common.Cursor,
        ],
        Output = "{\"handoff\":" + Common.HandoffSchema + ""","truncated":{"type":["object","null"],"properties":{"omitted_tokens":{"type":"integer"},"next":{"type":"string"}}},"drift":{"type":"array"}}""",
        Always = ["handoff", "truncated"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new HandoffLoadRequest
        {
            Ref = arguments.Ref,
            Project = arguments.Text("project"),
            Thread = arguments.Text("thread"),
            Version = arguments.Count("version"),
            View = arguments.Text("view") switch
            {
                "digest" => HandoffView.Digest,
                "tail" => HandoffView.Tail,
                _ => HandoffView.Full,
            },
            Section = arguments.Text("section"),
            MaxTokens = arguments.Integer("max_tokens") ?? 8000,
            MaxMessages = arguments.Count("max_messages"),
            Cursor = arguments.Text("cursor"),
        };
        if (!(await handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out var failure)) return Reply.Of(failure);
        return Reply.Of(HandoffText.Loaded(loaded), json => HandoffJson.Loaded(json, loaded), 1024 + (loaded.Body?.Length ?? 0));
    }
}
