using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Handoffs;

/// <summary>Leaves a handoff in a project. Its text is the body too: that is what readers of other dialects ask for.</summary>
internal sealed class SaveHandoffTool(M3Desk desk) : MappedTool("save_handoff")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (summary, steps) = (arguments.RequiredText("summary"), arguments.RequiredText("next_steps"));
        var request = new HandoffSaveRequest
        {
            Project = arguments.RequiredText("project"),
            Summary = summary,
            Body = Patch.Set<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(summary)),
            NextActions = steps.Length == 0 ? default : Patch.Set(ImmutableArray.Create(steps)),
        };
        if (!(await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        var text = $"Handoff saved: {saved.Handoff.Id} in project {HandoffText.Word(saved.Handoff.Project)}. Load it with memory_get.";
        return ScreenedReply.Of(text, arguments.Own(saved.Redacted), arguments.Own(saved.Warnings), json =>
        {
            json.WriteString("id", saved.Handoff.Id);
            json.WriteString("key", saved.Handoff.Key);
            json.WriteString("project", saved.Handoff.Project);
            json.WriteNumber("version", saved.Handoff.Version);
        });
    }
}
