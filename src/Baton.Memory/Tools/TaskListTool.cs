using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Text;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class TaskListTool(TaskOperations tasks) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "task_list",
        Title = "List tasks",
        Toolset = "tasks",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "List tasks, newest first, by filters; with query, search them, best first with snippets. Without project it covers all you may see. A task whose lease has lapsed counts as open.",
        Parameters =
        [
            new Parameter("query", Plain),
            Common.Project,
            new Parameter("status", Texts) { OrOne = true, Words = TaskState.All },
            new Parameter("to", Texts) { OrOne = true, About = "Principals or roles, any of these; \"\" is nobody." },
            new Parameter("from", Plain) { About = "Principal, grant or client." },
            new Parameter("parent", Plain) { About = "Id of a task: only its direct parts." },
            Common.AnyTags with { About = "Any of these." },
            Common.Limit(200, 50),
            Common.Cursor,
        ],
        Output = "{\"tasks\":{\"type\":\"array\",\"items\":" + TaskJson.Schema + "}" + ""","next_cursor":{"type":["string","null"]},"total":{"type":"integer"},"confidence":{"type":"number"},"matched_terms":{"type":"array"},"unmatched_terms":{"type":"array"},"passed_over":{"type":"object"},"explanation":{"type":"string"},"warnings":{"type":"array"}}""",
        Always = ["tasks", "next_cursor", "total"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new TaskSearchRequest
        {
            Query = arguments.Text("query"),
            Filter = new TaskFilter
            {
                Project = arguments.Text("project"),
                Parent = arguments.Text("parent"),
                Statuses = arguments.Texts("status"),
                To = arguments.Texts("to"),
                From = arguments.Text("from"),
                TagsAny = arguments.Texts("tags"),
            },
            Limit = arguments.Count("limit") ?? 50,
            Cursor = arguments.Text("cursor"),
        };
        if (!(await tasks.FindAsync(caller, request, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        return Reply.Of(TextOf(found), json =>
        {
            json.WriteStartArray("tasks");
            foreach (var (task, hit) in found.Tasks)
            {
                json.WriteStartObject();
                TaskJson.Members(json, task, found.Now);
                if (hit is not null) SearchJson.Hit(json, hit, explain: false);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (found.Search is { } search)
            {
                SearchJson.Summary(json, search, explain: false);
                return;
            }
            SearchJson.Cursor(json, found.NextCursor);
            json.WriteNumber("total", found.Total);
        });
    }

    private static string TextOf(TasksFound found)
    {
        if (found.Tasks.IsEmpty) return $"No task found. {found.Search?.Explanation}".TrimEnd();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{found.Tasks.Length} of {found.Total}. {MarkedBlock.Notice}\n");
        foreach (var (task, hit) in found.Tasks)
        {
            var line = TaskText.Line(task, found.Now);
            MarkedBlock.Append(text, TaskText.Label(task), hit is null ? line : $"{line}\nMatch: {hit.Snippet.Text}");
        }
        if (found.NextCursor is { } next) text.Append("More: cursor=").Append(next).Append('\n');
        return text.ToString();
    }
}
