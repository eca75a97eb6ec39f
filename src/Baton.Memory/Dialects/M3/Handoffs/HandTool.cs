using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Handoffs;

/// <summary>Hands a task to an agent, with what it needs; what does not resolve is an error and nothing is saved.</summary>
internal sealed class HandTool(M3Desk desk) : MappedTool("memory_handoff")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (from, task, refs) = (arguments.Filled(M3Labels.FromAgent), arguments.RequiredText("task"), arguments.Texts("context_ids"));
        if (OriginalArguments.RefuseLabel(M3Labels.FromAgent, from, desk.Context.Limits.NameLength) is { } wrong) return wrong;
        var labels = ImmutableSortedDictionary<string, string>.Empty.SetItem(M3Labels.FromAgent, from ?? "");
        if (arguments.Filled(M3Labels.TaskId) is not null)
        {
            if (!(await desk.TaskAsync(caller, arguments, M3Labels.TaskId, history: false, cancellationToken)).TryGet(out var found, out var unknown)) return unknown;
            labels = labels.SetItem(M3Labels.TaskId, found.Task.Id);
        }
        var request = new HandoffSaveRequest
        {
            Project = arguments.Filled("project"),
            To = arguments.RequiredText("to_agent"),
            Title = Excerpt.Line(task, 80),
            Summary = task,
            Body = Patch.Set<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(task)),
            NextActions = arguments.Filled("note") is { } note ? Patch.Set(ImmutableArray.Create(note)) : default,
            Refs = refs.IsEmpty ? default : Patch.Set(refs),
            Labels = labels,
        };
        return (await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure) ? M3Handoff.Handed(arguments.Own(saved)) : failure;
    }
}
