using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Dialects.M3;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Docs;

/// <summary>Documents by category, form and words.</summary>
internal sealed class ListTool(AinoteDesk desk) : MappedTool("list_dev_docs")
{
    private readonly DocShelf _shelf = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (category, form, search) = (arguments.Filled(DevDoc.Category), arguments.Filled(DevDoc.ContentType), arguments.Filled("search"));
        bool Fits(MemoryRecord doc) => (category is null || DevDoc.CategoryOf(doc) == category) && (form is null || DevDoc.FormOf(doc) == form)
            && (search is null || $"{doc.Title}\n{MemoryRow.TextOf(doc)}".Contains(search, StringComparison.OrdinalIgnoreCase));
        if (!(await _shelf.AllAsync(caller, Fits, cancellationToken)).TryGet(out var docs, out var failure)) return failure;
        var text = string.Concat(docs.Select(doc => $"\n- {M3Rows.Line(DevDoc.CategoryOf(doc))}/{M3Rows.Line(doc.Title ?? "")} ({doc.Id})"));
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{docs.Length} document(s).{text}"), json =>
        {
            json.Rows("documents", docs, (writer, doc) => DevDoc.Members(writer, doc, whole: false));
            json.WriteNumber("count", docs.Length);
        });
    }
}
