using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Links;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class MemoryLinkTool(LinkOperations links) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "memory_link",
        Title = "Link memories",
        Toolset = "more",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: true),
        Description = "With to: link a memory (or handoff) to another, or remove the link. Without to: show what is linked, to a depth of 3. Returns the links, nearest first.",
        Parameters =
        [
            Common.Id,
            Common.Key,
            Common.Project,
            new Parameter("to", Plain) { About = "The other end: id, or a memory's key." },
            new Parameter("relation", Plain) { Words = [.. LinkOperations.Relations.Order(StringComparer.Ordinal)], About = "Default about." },
            new Parameter("remove", ParameterKind.Boolean),
            new Parameter("depth", Integer) { Least = 0, Most = 3, About = "Default 1." },
        ],
        Output = "{\"links\":" + Common.ObjectList + ",\"id\":{\"type\":\"string\"},\"more\":{\"type\":\"boolean\"}}",
        Always = ["links"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new LinkRequest
        {
            Ref = arguments.Ref,
            To = arguments.Text("to"),
            Relation = arguments.Text("relation"),
            Remove = arguments.Flag("remove"),
            Depth = arguments.Count("depth") ?? 1,
        };
        if (!(await links.LinkAsync(caller, request, cancellationToken)).TryGet(out var shown, out var failure)) return Reply.Of(failure);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{shown.Id} has {shown.Links.Length} link(s){(shown.More ? " and more than are shown" : "")}.");
        foreach (var link in shown.Links.Take(50)) text.Append(CultureInfo.InvariantCulture, $"\n- {link.From} {link.Relation} {link.To}");
        return Reply.Of(text.ToString(), json =>
        {
            json.WriteString("id", shown.Id);
            json.WriteStartArray("links");
            foreach (var link in shown.Links)
            {
                json.WriteStartObject();
                json.WriteString("from", link.From);
                json.WriteString("to", link.To);
                json.WriteString("relation", link.Relation);
                json.WriteNumber("depth", link.Depth);
                json.WriteString("author", link.Author);
                json.Instant("at", link.At);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteBoolean("more", shown.More);
        });
    }
}
