using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Docs;

/// <summary>Writes the documents into the vault; every file lies under <c>docs/</c>, whatever a document is called.</summary>
internal sealed class PullTool(AinoteDesk desk) : MappedTool("pull_dev_docs")
{
    private readonly DocShelf _shelf = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var category = arguments.Filled(DevDoc.Category);
        if (!(await _shelf.AllAsync(caller, doc => category is null || DevDoc.CategoryOf(doc) == category, cancellationToken)).TryGet(out var docs, out var failure)) return failure;
        foreach (var doc in docs)
        {
            if (desk.Write(DevDoc.PathOf(doc), Encoding.UTF8.GetBytes(MemoryRow.TextOf(doc))) is { } unusable) return unusable;
        }
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{docs.Length} document(s) written into the vault.{string.Concat(docs.Select(doc => "\n- " + DevDoc.PathOf(doc)))}"), json =>
        {
            json.Rows("documents", docs, (writer, doc) =>
            {
                writer.WriteString("path", DevDoc.PathOf(doc));
                DevDoc.Members(writer, doc, whole: true);
            });
            json.WriteNumber("count", docs.Length);
        });
    }
}
