using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Agents as they describe themselves: entries to look up, never a source of rights.</summary>
internal sealed class AgentTools(M3Desk desk)
{
    private const string Status = "status";
    private const string Role = "role";
    private const string Trust = "trust_score";
    private const string LastSeen = "last_seen";
    private const string Active = "active";
    private const string Offline = "offline";

    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("agent_register", RegisterAsync), new ToolAction("agent_list", ListAsync),
        new ToolAction("agent_get", (caller, arguments, cancel) => ChangeAsync(caller, arguments, labels => labels, cancel)),
        new ToolAction("agent_heartbeat", (caller, arguments, cancel) => ChangeAsync(caller, arguments, Seen, cancel)),
        new ToolAction("agent_offline", (caller, arguments, cancel) => ChangeAsync(caller, arguments, labels => labels.SetItem(Status, Offline), cancel)),
        new ToolAction("agent_set_trust", TrustAsync),
    ];

    private async ValueTask<Outcome<ToolReply>> RegisterAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (agent, role) = (arguments.RequiredText("agent_id"), arguments.Filled(Role));
        if ((OriginalArguments.RefuseLabel("agent_id", agent, 150) ?? OriginalArguments.RefuseLabel(Role, role, 400)) is { } wrong) return wrong;
        if (!arguments.Object("metadata").TryGet(out var metadata, out var refused)) return refused;
        var labels = Seen(ImmutableSortedDictionary<string, string>.Empty.SetItem(M3Labels.AgentId, agent).SetItem(Role, role ?? ""));
        var fields = new MemoryFields
        {
            Key = KeyOf(agent),
            Project = arguments.Filled("project"),
            Type = M3Types.Agent,
            Title = agent,
            Tags = Patch.Set(arguments.Texts("capabilities")),
            Value = metadata.IsEmpty ? Encoding.UTF8.GetBytes("{}") : metadata,
            Labels = labels,
        };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([fields]), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        return (await desk.MemoryAsync(caller, saved.Memories[0].Id, "/agent_id", cancellationToken)).TryGet(out var entry, out failure) ? Shown(entry) : failure;
    }

    private async ValueTask<Outcome<ToolReply>> ListAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (status, role) = (arguments.Filled(Status), arguments.Filled(Role));
        bool Fits(MemoryRecord entry) => (status is null || entry.Labels.GetValueOrDefault(Status) == status) && (role is null || entry.Labels.GetValueOrDefault(Role) == role);
        if (!(await desk.ListAsync(caller, arguments.Filled("project"), [M3Types.Agent], Fits, 1000, cancellationToken)).TryGet(out var agents, out var failure)) return failure;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{agents.Length} agent(s).{string.Concat(agents.Select(agent => $"\n- {M3Rows.Line(agent.Title ?? "")} ({agent.Labels.GetValueOrDefault(Status)})"))}"), json =>
        {
            json.Rows("agents", agents, Write);
            json.WriteNumber("count", agents.Length);
        });
    }

    private async ValueTask<Outcome<ToolReply>> TrustAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var trust = arguments.Number(Trust) ?? 0;
        if (trust is not (>= 0 and <= 1)) return Fail.Invalid("trust_score lies between 0 and 1.", "/trust_score", null, 1);
        return await ChangeAsync(caller, arguments, labels => labels.SetItem(Trust, trust.ToString(CultureInfo.InvariantCulture)), cancellationToken);
    }

    private async ValueTask<Outcome<ToolReply>> ChangeAsync(
        MemoryCaller caller, Arguments arguments, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change, CancellationToken cancellationToken)
    {
        var named = new RecordRef(null, KeyOf(arguments.RequiredText("agent_id")));
        if (!(await desk.Memories.GetAsync(caller, named, history: false, cancellationToken)).TryGet(out var got, out var unknown)) return unknown with { Path = "/agent_id", Hint = "See agent_list, or register it with agent_register." };
        var labels = change(got.Memory.Labels);
        if (ReferenceEquals(labels, got.Memory.Labels)) return Shown(got.Memory);
        return (await desk.UpdateAsync(caller, got.Memory, new MemoryFields { Labels = labels }, cancellationToken)).TryGet(out var entry, out var failure) ? Shown(entry) : failure;
    }

    private ImmutableSortedDictionary<string, string> Seen(ImmutableSortedDictionary<string, string> labels)
        => labels.SetItem(Status, Active).SetItem(LastSeen, Instants.Format(desk.Now));

    private static string KeyOf(string agent) => $"m3/agent/{agent}";

    private static ToolReply Shown(MemoryRecord entry)
        => Reply.Of($"Agent {M3Rows.Line(entry.Title ?? "")}: {entry.Labels.GetValueOrDefault(Status)}, last seen {entry.Labels.GetValueOrDefault(LastSeen)}.", json => Write(json, entry));

    private static void Write(Utf8JsonWriter json, MemoryRecord entry)
    {
        json.Text(M3Labels.AgentId, entry.Labels.GetValueOrDefault(M3Labels.AgentId));
        json.WriteString(Status, entry.Labels.GetValueOrDefault(Status, Active));
        json.WriteString(Role, entry.Labels.GetValueOrDefault(Role, ""));
        json.AllTexts("capabilities", entry.Tags);
        json.WritePropertyName("metadata");
        json.WriteRawValue(MemoryRow.TextOf(entry));
        json.WriteNumber(Trust, double.TryParse(entry.Labels.GetValueOrDefault(Trust), CultureInfo.InvariantCulture, out var trust) ? trust : 0.5);
        json.Text(LastSeen, entry.Labels.GetValueOrDefault(LastSeen));
        json.WriteString("principal", entry.CreatedBy.Principal);
        json.WriteString("id", entry.Id);
    }
}
