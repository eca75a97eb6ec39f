using System.Globalization;
using System.Text;
using Baton.Memory.Agents;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Time;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class AgentListTool(AgentOperations agents) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "agent_list",
        Title = "Who is here",
        Toolset = "agents",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "Who else works here: principals by the last thing they wrote that you may see, with project and clients. Use a principal as `to` of handoffs, tasks and notify. Who only reads is not seen.",
        Parameters =
        [
            Common.Project with { About = "Only who wrote in it; default: all you may see." },
            new Parameter("seen_after", Instant) { About = "Only who wrote after this." },
            Common.Limit(200, 50),
        ],
        Output = """{"agents":{"type":"array","items":{"type":"object","properties":{"principal":{"type":"string"},"you":{"type":"boolean"},"last_seen":{"type":"string"},"project":{"type":"string"},"clients":{"type":"array","items":{"type":"string"}}},"required":["principal","you","last_seen","project","clients"]}},"roles":{"type":"array","items":{"type":"string"}},"as_of":{"type":"string"}}""",
        Always = ["agents", "roles", "as_of"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new AgentListRequest
        {
            Project = arguments.Text("project"),
            SeenAfter = arguments.Instant("seen_after"),
            Limit = arguments.Count("limit") ?? 50,
        };
        if (!(await agents.ListAsync(caller, request, cancellationToken)).TryGet(out var seen, out var failure)) return Reply.Of(failure);
        return Reply.Of(TextOf(caller, seen), json =>
        {
            json.WriteStartArray("agents");
            foreach (var agent in seen.Agents)
            {
                json.WriteStartObject();
                json.WriteString("principal", agent.Principal);
                json.WriteBoolean("you", agent.Principal == caller.Principal);
                json.Instant("last_seen", agent.LastSeen);
                json.WriteString("project", agent.Project);
                json.AllTexts("clients", agent.Clients);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.AllTexts("roles", caller.Roles);
            json.Instant("as_of", seen.AsOf);
        });
    }

    private static string TextOf(MemoryCaller caller, AgentsSeen seen)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"You are {HandoffText.Word(caller.Principal)}");
        if (!caller.Roles.IsEmpty) text.Append(CultureInfo.InvariantCulture, $" ({string.Join(", ", caller.Roles.Select(HandoffText.Word))})");
        text.Append(CultureInfo.InvariantCulture, $". {seen.Agents.Length} principal(s) seen. {MarkedBlock.Notice}\n");
        var lines = string.Join('\n', seen.Agents.Select(agent =>
            $"{Excerpt.Line(agent.Principal, 100)}: {Instants.ToMinute(agent.LastSeen)} in {Excerpt.Line(agent.Project, 100)}, {Excerpt.Line(string.Join(", ", agent.Clients), 200)}"));
        if (!seen.Agents.IsEmpty) MarkedBlock.Append(text, new BlockLabel("agents", "", "", Instants.Format(seen.AsOf), ""), lines);
        return text.ToString();
    }
}
