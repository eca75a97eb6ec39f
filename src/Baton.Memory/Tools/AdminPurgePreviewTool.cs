using System.Globalization;
using Baton.Memory.Administration;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Purging;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class AdminPurgePreviewTool(MemoryAdministration administration) : ITool
{
    private const int Shown = 200;

    public ToolSpec Spec { get; } = new()
    {
        Name = "admin_purge_preview",
        Title = "Preview a purge",
        Toolset = "admin",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "What baton purge would destroy; destroys nothing, and no tool does. By ids, project, or moments before which records were deleted or expired.",
        Parameters =
        [
            new Parameter("ids", Texts) { OrOne = true },
            Common.Project,
            new Parameter("deleted_before", Instant),
            new Parameter("expired_before", Instant),
        ],
        Output = """{"count":{"type":"integer"},"items":{"type":"array","items":{"type":"object"}},"omitted":{"type":"integer"}}""",
        Always = ["count", "items", "omitted"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (AdminRight.Refuse(caller) is { } refused) return Reply.Of(refused);
        var request = new PurgeRequest
        {
            Ids = arguments.Texts("ids"),
            Project = arguments.Text("project"),
            DeletedBefore = arguments.Instant("deleted_before"),
            ExpiredBefore = arguments.Instant("expired_before"),
        };
        if (!(await administration.PreviewPurgeAsync(request, cancellationToken)).TryGet(out var plan, out var failure)) return Reply.Of(failure);
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"A purge would destroy {plan.Items.Count} record(s). Nothing was destroyed."), json =>
        {
            json.WriteNumber("count", plan.Items.Count);
            json.WriteStartArray("items");
            foreach (var item in plan.Items.Take(Shown))
            {
                json.WriteStartObject();
                json.WriteString("id", item.Id);
                json.WriteString("kind", RecordFinder.NameOf(item.Kind));
                json.WriteString("project", item.Project);
                json.Text("key", item.Key);
                json.WriteNumber("versions", item.Version);
                json.Instant("written_at", item.WrittenAt);
                json.Instant("deleted_at", item.DeletedAt);
                json.Instant("expires_at", item.ExpiresAt);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("omitted", Math.Max(0, plan.Items.Count - Shown));
        });
    }
}
