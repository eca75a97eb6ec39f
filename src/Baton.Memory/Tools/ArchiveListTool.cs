using System.Globalization;
using System.Text;
using Baton.Memory.Archives;
using Baton.Memory.Callers;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Time;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class ArchiveListTool(ArchiveOperations archives) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "archive_list",
        Title = "List archives",
        Toolset = "archive",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "List archives, the last written first, with length and SHA-256; with sha256, those that hold exactly that text.",
        Parameters =
        [
            Common.Project,
            Common.Thread,
            Common.AnyTags with { About = "Any of these." },
            new Parameter("sha256", Plain) { About = "Of the whole, in hex." },
            Common.Limit(200, 50),
            Common.Cursor,
        ],
        Output = "{\"archives\":{\"type\":\"array\",\"items\":" + ArchiveJson.Schema + """},"next_cursor":{"type":["string","null"]},"total":{"type":"integer"}}""",
        Always = ["archives", "next_cursor", "total"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new ArchiveListRequest
        {
            Project = arguments.Text("project"),
            Thread = arguments.Text("thread"),
            TagsAny = arguments.Texts("tags"),
            Sha256 = arguments.Text("sha256")?.Trim().ToLowerInvariant(),
            Limit = arguments.Count("limit") ?? 50,
            Cursor = arguments.Text("cursor"),
        };
        if (!(await archives.FindAsync(caller, request, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        return Reply.Of(TextOf(found), json =>
        {
            json.WriteStartArray("archives");
            foreach (var archive in found.Archives)
            {
                json.WriteStartObject();
                ArchiveWriter.WriteMembers(json, archive);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            SearchJson.Cursor(json, found.NextCursor);
            json.WriteNumber("total", found.Total);
        });
    }

    private static string TextOf(ArchivesFound found)
    {
        if (found.Archives.IsEmpty) return "No archive found.";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{found.Archives.Length} of {found.Total}. {MarkedBlock.Notice}\n");
        foreach (var archive in found.Archives)
        {
            var label = new BlockLabel(archive.Id, HandoffText.Author(archive.CreatedBy), archive.Project, Instants.Format(archive.UpdatedAt), "stated");
            MarkedBlock.Append(text, label, string.Create(CultureInfo.InvariantCulture, $"{Excerpt.Line(archive.Title ?? archive.Key ?? "", 300)} ({archive.Bytes} bytes, SHA-256 {archive.Sha256})"));
        }
        if (found.NextCursor is { } next) text.Append("More: cursor=").Append(next).Append('\n');
        return text.ToString();
    }
}
