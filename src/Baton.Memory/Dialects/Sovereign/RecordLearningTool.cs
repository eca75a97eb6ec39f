using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class RecordLearningTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "record_learning";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!SovereignLabels.Read(arguments, desk.Records.Limits, "applies_to").TryGet(out var labels, out var large)) return Reply.Of(large);
        var applies = arguments.Filled("applies_to") ?? "general";
        var fields = new MemoryFields
        {
            Type = SovereignTypes.Learning,
            Content = $"{arguments.RequiredText("what_learned")}\n\nWhat happened: {arguments.RequiredText("what_happened")}",
            Tags = Patch.Set(SovereignLabels.Tags(applies)),
            Labels = labels.SetItem(SovereignLabels.Domain, labels.GetValueOrDefault("applies_to", applies)),
        };
        return (await desk.SaveAsync(caller, fields, arguments.Longest("what_learned", "what_happened"), cancellationToken)).TryGet(out var saved, out var failure)
            ? SavedReply.Of("Learning", "learning_id", arguments.Own(saved)) : Reply.Of(failure);
    }
}
