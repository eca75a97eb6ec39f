using System.Collections.Immutable;
using Baton.Memory.Agents;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Agents;

/// <summary>Agents as they describe themselves, beside the principals that the native tools see; neither is a source of rights.</summary>
internal sealed class AgentBook(M3Desk desk)
{
    public const string Status = "status";
    public const string Trust = "trust_score";
    public const string LastSeen = "last_seen";
    private const int Most = 1000;
    private const int MostSeen = 200;

    public static string KeyOf(string agent) => $"m3/agent/{agent}";

    /// <summary>The labels of an agent that is there now.</summary>
    public ImmutableSortedDictionary<string, string> Here(ImmutableSortedDictionary<string, string> labels)
        => labels.SetItem(Status, M3Agent.Active).SetItem(LastSeen, Instants.Format(desk.Now));

    /// <summary>Those that described themselves, then the principals that did not.</summary>
    public async ValueTask<Outcome<ImmutableArray<M3Agent>>> ListAsync(MemoryCaller caller, string? project, CancellationToken cancellationToken)
    {
        if (!(await desk.ListAsync(caller, project, [M3Types.Agent], entry => entry.Labels.ContainsKey(M3Labels.AgentId), Most, cancellationToken)).TryGet(out var entries, out var failure)) return failure;
        if (!(await desk.Records.ProjectAsync(caller, project, cancellationToken)).TryGet(out var name, out failure)) return failure;
        if (!(await desk.Agents.ListAsync(caller, new AgentListRequest { Project = name, Limit = MostSeen }, cancellationToken)).TryGet(out var seen, out failure)) return failure;
        var described = entries.Select(M3Agent.Of).ToImmutableArray();
        return described.AddRange(seen.Agents.Where(agent => described.All(one => one.AgentId != agent.Principal)).Select(M3Agent.Of));
    }

    /// <summary>Changes the labels of an entry; the same object leaves it as it is.</summary>
    public async ValueTask<Outcome<ToolReply>> ChangeAsync(
        MemoryCaller caller, Arguments arguments, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change, CancellationToken cancellationToken)
    {
        var named = new RecordRef(null, KeyOf(arguments.RequiredText(M3Labels.AgentId)));
        if (!(await desk.Memories.GetAsync(caller, named, history: false, cancellationToken)).TryGet(out var got, out var unknown))
        {
            return unknown with { Path = "/agent_id", Hint = "See agent_list, or register it with agent_register." };
        }
        var fields = new MemoryFields { Labels = change(got.Memory.Labels), IfMatch = got.Memory.Version };
        return (await desk.Memories.UpdateAsync(caller, new RecordRef(got.Memory.Id), fields, cancellationToken)).TryGet(out var entry, out var failure) ? M3Agent.Of(entry.Memory).Shown() : failure;
    }
}
