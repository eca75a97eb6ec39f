using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Sessions;
using Baton.Memory.Text;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class SessionStartTool(SessionOperations sessions) : ITool
{
    private const int LongestText = 2000;

    public ToolSpec Spec { get; } = new()
    {
        Name = "session_start",
        Title = "Start a session",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "Call first in every session: a short digest of what is open and known here. Open handoffs for you with their next actions, pinned and recent memories, warnings, open questions, and what changed since you last closed a session. Consumes nothing.",
        Parameters =
        [
            Common.Project with { About = "Default: the connection's own." },
            Common.Thread,
            new Parameter("max_tokens", Integer) { Least = 1, About = "Default 1500." },
        ],
        Output = "{\"digest\":{\"type\":\"string\"},\"project\":{\"type\":\"string\"},\"handoffs\":" + Common.ObjectList + ",\"memories\":" + Common.ObjectList + ",\"changes\":" + Common.ObjectList + ",\"since\":{\"type\":[\"string\",\"null\"]},\"as_of\":{\"type\":\"string\"}}",
        Always = ["digest", "project", "handoffs", "memories", "changes", "as_of"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new SessionStartRequest
        {
            Project = arguments.Text("project"),
            Thread = arguments.Text("thread"),
            MaxTokens = arguments.Integer("max_tokens") ?? 1500,
        };
        if (!(await sessions.StartAsync(caller, request, cancellationToken)).TryGet(out var digest, out var failure)) return Reply.Of(failure);
        return Reply.Of(DigestBlock.Of(digest), json =>
        {
            json.WriteString("digest", digest.Text);
            json.WriteString("project", digest.Project);
            json.WriteStartArray("handoffs");
            foreach (var handoff in digest.Handoffs)
            {
                json.WriteStartObject();
                HandoffWriter.WriteReceipt(json, handoff, handoff.StatusAt(digest.AsOf));
                Text(json, "summary", handoff.Summary);
                json.Texts("next_actions", handoff.NextActions);
                json.WriteString("author", handoff.CreatedBy.Principal);
                json.Suspicious(handoff.Suspicious);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("memories");
            foreach (var memory in digest.Memories)
            {
                json.WriteStartObject();
                WriteMemory(json, memory);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("changes");
            foreach (var change in digest.Changes)
            {
                json.WriteStartObject();
                json.WriteString("id", change.Id);
                json.WriteNumber("version", change.Version);
                json.WriteString("operation", change.By.Operation);
                json.WriteString("principal", change.By.Principal);
                json.Text("client", change.By.Client);
                json.Instant("at", change.At);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (digest.Since is null) json.WriteNull("since");
            else json.Instant("since", digest.Since);
            json.Instant("as_of", digest.AsOf);
        });
    }

    /// <summary>A digest names records, it does not carry them: what is long is cut, with how much and where the rest is.</summary>
    private static void WriteMemory(Utf8JsonWriter json, MemoryRecord memory)
    {
        if (Encoding.UTF8.GetByteCount(memory.Content ?? "") <= LongestText && memory.Value.GetValueOrDefault().Length <= LongestText)
        {
            MemoryWriter.WriteMembers(json, memory);
            return;
        }
        MemoryWriter.WriteMembers(json, memory with { Content = null, Value = null });
        Text(json, "content", MemoryRow.TextOf(memory));
        json.WriteString("rest", "memory_get");
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var cut = Utf8Cut.Head(bytes, LongestText);
        json.WriteString(name, bytes.AsSpan(0, cut));
        if (cut < bytes.Length) json.WriteNumber("omitted_bytes", bytes.Length - cut);
    }
}
