using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Agents;

/// <summary>Makes or updates an agent's entry; it gives no rights, which come from the connection.</summary>
internal sealed class RegisterTool(M3Desk desk) : MappedTool("agent_register")
{
    private readonly AgentBook _book = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (agent, role) = (arguments.RequiredText(M3Labels.AgentId), arguments.Filled(M3Labels.Role));
        if ((arguments.RefuseBlank(M3Labels.AgentId) ?? OriginalArguments.RefuseLabel(M3Labels.AgentId, agent, 150) ?? OriginalArguments.RefuseLabel(M3Labels.Role, role, 400)) is { } wrong) return wrong;
        if (!arguments.Object("metadata").TryGet(out var metadata, out var refused)) return refused;
        var fields = new MemoryFields
        {
            Key = AgentBook.KeyOf(agent),
            Project = arguments.Filled("project"),
            Type = M3Types.Agent,
            Title = agent,
            Tags = Patch.Set(arguments.Texts("capabilities")),
            Value = metadata.IsEmpty ? Encoding.UTF8.GetBytes("{}") : metadata,
            Labels = _book.Here(ImmutableSortedDictionary<string, string>.Empty.SetItem(M3Labels.AgentId, agent).SetItem(M3Labels.Role, role ?? "")),
        };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([fields]) { MayRepeat = true }, cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        return (await desk.Records.MemoryAsync(caller, saved.Memories[0].Id, cancellationToken)).TryGet(out var entry, out failure) ? M3Agent.Of(entry).Registered(arguments.Own(saved)) : failure;
    }
}
