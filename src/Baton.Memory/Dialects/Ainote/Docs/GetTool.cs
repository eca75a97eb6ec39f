using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Docs;

/// <summary>One document, with its versions where they are asked for.</summary>
internal sealed class GetTool(AinoteDesk desk) : MappedTool("get_dev_doc")
{
    private readonly DocShelf _shelf = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var history = arguments.Flag("include_versions");
        if (!(await _shelf.FindAsync(caller, arguments, history, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        var text = new StringBuilder(MarkedBlock.Notice).Append('\n');
        MemoryText.Append(text, found.Memory);
        return Reply.Of(text.ToString(), json =>
        {
            json.WriteStartObject("document");
            DevDoc.Members(json, found.Memory, whole: true);
            json.WriteEndObject();
            if (history) json.Rows("versions", found.History.Reverse(), (writer, version) => DevDoc.Members(writer, version, whole: true));
        });
    }
}
