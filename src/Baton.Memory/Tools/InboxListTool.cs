using System.Globalization;
using System.Text;
using Baton.Memory.Agents;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class InboxListTool(AgentOperations agents) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "inbox_list",
        Title = "Read the inbox",
        Toolset = "agents",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "Notices to you and your roles that you have not marked as read, newest first. Reading consumes nothing; mark with inbox_ack, all at once with its until = as_of from here.",
        Parameters =
        [
            Common.Project with { About = "Default: all you may see." },
            new Parameter("include_read", ParameterKind.Boolean),
            new Parameter("from", Plain) { About = "Principal, grant or client." },
            new Parameter("to", Texts) { OrOne = true, About = "Notices to others, as far as you may see them." },
            Common.Thread,
            Common.Limit(200, 50),
            Common.Cursor,
        ],
        Output = "{\"notices\":{\"type\":\"array\",\"items\":" + NoticeText.Schema + """},"next_cursor":{"type":["string","null"]},"total":{"type":"integer"},"as_of":{"type":"string"}}""",
        Always = ["notices", "next_cursor", "total", "as_of"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new InboxRequest
        {
            Project = arguments.Text("project"),
            To = arguments.Texts("to"),
            From = arguments.Text("from"),
            Thread = arguments.Text("thread"),
            IncludeRead = arguments.Flag("include_read"),
            Limit = arguments.Count("limit") ?? 50,
            Cursor = arguments.Text("cursor"),
        };
        if (!(await agents.InboxAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return Reply.Of(failure);
        return Reply.Of(TextOf(page), json =>
        {
            json.WriteStartArray("notices");
            foreach (var notice in page.Notices)
            {
                json.WriteStartObject();
                NoticeWriter.WriteMembers(json, notice);
                json.WriteString("author", notice.CreatedBy.Principal);
                json.WriteBoolean("read", notice.IsReadBy(caller.Principal));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            SearchJson.Cursor(json, page.NextCursor);
            json.WriteNumber("total", page.Total);
            json.Instant("as_of", page.AsOf);
        });
    }

    private static string TextOf(InboxPage page)
    {
        if (page.Notices.IsEmpty) return "No notice.";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{page.Notices.Length} of {page.Total}. {MarkedBlock.Notice}\n");
        foreach (var notice in page.Notices) NoticeText.Append(text, notice);
        if (page.NextCursor is { } next) text.Append("More: cursor=").Append(next).Append('\n');
        return text.ToString();
    }
}
