using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class RecordOpenThreadTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "record_open_thread";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var domain = arguments.Filled("domain") ?? "general";
        if (!SovereignLabels.Read(arguments, desk.Records.Limits, SovereignLabels.Domain).TryGet(out var labels, out var wrong)) return Reply.Of(wrong);
        if (string.IsNullOrWhiteSpace(arguments.RequiredText("question"))) return Reply.Of(Fail.Invalid("question is empty.", "/question"));
        var context = arguments.Text("context") is { Length: > 0 } said ? $"\n\nContext: {said}" : "";
        var fields = new MemoryFields
        {
            Type = SovereignTypes.OpenThread,
            Content = arguments.RequiredText("question") + context,
            Layer = MemoryLayer.Hypothesis,
            Tags = Patch.Set(SovereignLabels.Tags(domain)),
            Labels = Patch.Set(labels.SetItem(SovereignLabels.Domain, domain)),
        };
        return (await desk.SaveAsync(caller, fields, arguments.Longest("question", "context"), cancellationToken)).TryGet(out var saved, out var failure)
            ? SavedReply.Of("Open thread", "thread_id", arguments.Own(saved)) : Reply.Of(failure);
    }
}
