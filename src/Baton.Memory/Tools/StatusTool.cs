using System.Globalization;
using System.Reflection;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Projects;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

internal sealed class StatusTool(MemoryContext context) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "status",
        Title = "Status",
        Toolset = "more",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "How much is kept, the limits in force, whether the store answers, the version, and what this connection may do.",
        Parameters = [],
        Output = """{"usage":{"type":"object"},"limits":{"type":"object"},"health":{"type":"object"},"version":{"type":"string"},"grant":{"type":"object"}}""",
        Always = ["usage", "limits", "health", "version", "grant"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var scope = MemoryContext.ScopeOf(caller, context.Clock.Now);
        var (usage, project) = await context.Store.ReadAsync(
            async reader => (await reader.UsageAsync(scope), await ProjectResolver.ResolveAsync(reader, caller, null, scope.Now)), cancellationToken);
        var records = usage.Records.Values.Sum();
        var name = project.TryGet(out var resolved, out _) ? resolved.Name : null;
        return Reply.Of(
            string.Create(CultureInfo.InvariantCulture, $"{records} record(s), {usage.Versions} version(s); the store answers. Grant {caller.Grant}, principal {caller.Principal}, project {HandoffText.Word(name ?? "none")}."),
            json =>
            {
                json.WriteStartObject("usage");
                foreach (var (kind, count) in usage.Records.OrderBy(pair => pair.Key)) json.WriteNumber(RecordFinder.NameOf(kind), count);
                json.WriteNumber("versions", usage.Versions);
                json.WriteNumber("bytes", usage.Bytes);
                json.WriteEndObject();
                WriteLimits(json);
                json.WriteStartObject("health");
                json.WriteString("store", "ok");
                json.WriteEndObject();
                json.WriteString("version", Version());
                json.WriteStartObject("grant");
                json.WriteString("label", caller.Grant);
                json.WriteString("principal", caller.Principal);
                json.AllTexts("projects", caller.Projects);
                json.AllTexts("roles", caller.Roles);
                json.AllTexts("toolsets", caller.Toolsets);
                json.Text("project", name);
                json.WriteEndObject();
            });
    }

    private void WriteLimits(System.Text.Json.Utf8JsonWriter json)
    {
        var limits = context.Limits;
        json.WriteStartObject("limits");
        json.WriteNumber("body_bytes", limits.BodyBytes);
        json.WriteNumber("content_bytes", limits.ContentBytes);
        json.WriteNumber("summary_bytes", limits.SummaryBytes);
        json.WriteNumber("item_bytes", limits.ItemBytes);
        json.WriteNumber("list_items", limits.ListItems);
        json.WriteNumber("batch_items", limits.BatchItems);
        json.WriteNumber("key_length", limits.KeyLength);
        json.Number("records", limits.Records);
        json.WriteEndObject();
    }

    private static string Version()
        => typeof(StatusTool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
