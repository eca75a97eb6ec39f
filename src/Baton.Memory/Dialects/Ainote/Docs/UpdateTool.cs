using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Docs;

/// <summary>Replaces a document's text, or adds to its end or its start.</summary>
internal sealed class UpdateTool(AinoteDesk desk) : MappedTool("update_dev_doc")
{
    private readonly DocShelf _shelf = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await _shelf.FindAsync(caller, arguments, history: false, cancellationToken)).TryGet(out var found, out var unknown)) return unknown;
        var doc = found.Memory;
        if (!DevDoc.Labels(arguments, doc.Labels, desk.Context.Limits).TryGet(out var labels, out var wrong)) return wrong;
        var (now, given) = (MemoryRow.TextOf(doc), arguments.RequiredText("content"));
        var content = arguments.Text("mode") switch
        {
            "append" => DevDoc.Joined(now, given),
            "prepend" => DevDoc.Joined(given, now),
            _ => given,
        };
        var fields = new MemoryFields { Content = content, Labels = labels, IfMatch = doc.Version };
        if (!(await desk.Memories.UpdateAsync(caller, new RecordRef(doc.Id), fields, cancellationToken)).TryGet(out var updated, out var failure)) return failure;
        return DevDoc.Written("updated", doc.Id, updated.Memory.Version, arguments.Own(updated.Redacted), arguments.Own(updated.Warnings));
    }
}
