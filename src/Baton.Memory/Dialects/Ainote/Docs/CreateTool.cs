using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Docs;

/// <summary>Saves a document; one of the same category and title gets a version.</summary>
internal sealed class CreateTool(AinoteDesk desk) : MappedTool("create_dev_doc")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.RefuseBlank("title") is { } unnamed) return unnamed;
        if (!DevDoc.Labels(arguments, null, desk.Context.Limits).TryGet(out var labels, out var wrong)) return wrong;
        if (OriginalArguments.RefuseLabel(DevDoc.Category, arguments.Filled(DevDoc.Category), desk.Context.Limits.ItemBytes) is { } refused) return refused;
        var (category, title) = (arguments.Filled(DevDoc.Category) ?? DevDoc.General, arguments.RequiredText("title"));
        var fields = new MemoryFields
        {
            Key = DevDoc.KeyOf(category, title),
            Type = DevDoc.Type,
            Title = title,
            Content = arguments.RequiredText("content"),
            Labels = labels.SetItem(DevDoc.Category, category),
        };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([fields]) { MayRepeat = true }, cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        return DevDoc.Written("saved", saved.Memories[0].Id, saved.Memories[0].Version, arguments.Own(saved.Redacted), arguments.Own(saved.Warnings));
    }
}
