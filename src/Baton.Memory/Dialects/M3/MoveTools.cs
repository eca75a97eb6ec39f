using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Links;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;
using Baton.Memory.Transfer;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3;

/// <summary>Memories out as M3's export, and back in through the importer that the command line uses.</summary>
internal sealed class MoveTools(M3Desk desk)
{
    public ImmutableArray<IDialectTool> All => [new ToolAction("memory_export", ExportAsync), new ToolAction("memory_import", ImportAsync)];

    private async ValueTask<Outcome<ToolReply>> ExportAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Time("since").TryGet(out var since, out var wrong)) return wrong;
        var (agent, type) = (arguments.Filled("agent_filter"), arguments.Filled("type_filter"));
        var filter = new M3Filter(agent, null, null, type, Scratchpad: true);
        bool Fits(MemoryRecord memory) => filter.Takes(memory) && (since.Value is not { } from || memory.CreatedAt >= from);
        if (!(await desk.ListAsync(caller, arguments.Filled("project"), type is null ? [] : [type], Fits, int.MaxValue, cancellationToken)).TryGet(out var memories, out var failure)) return failure;
        var links = new Dictionary<string, ImmutableArray<LinkShown>>(StringComparer.Ordinal);
        foreach (var memory in memories)
        {
            var shown = await desk.Links.LinkAsync(caller, new LinkRequest { Ref = new RecordRef(memory.Id) }, cancellationToken);
            if (shown.Succeeded) links[memory.Id] = [.. shown.Value.Links.Where(link => link.From == memory.Id)];
        }
        var export = JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.Instant("exported_at", desk.Now);
            json.WriteNumber("item_count", memories.Length);
            json.Rows("items", memories, (writer, memory) =>
            {
                M3Rows.Memory(writer, memory);
                writer.Rows("relationships", links.GetValueOrDefault(memory.Id, []), (link, one) =>
                {
                    link.WriteString("to_id", one.To);
                    link.WriteString("relationship_type", one.Relation);
                    link.Instant("created_at", one.At);
                });
            });
            json.WriteEndObject();
        });
        return new ToolReply { Text = MarkedBlock.EscapeJson(Encoding.UTF8.GetString(export.Span)), StructuredContent = export };
    }

    private async ValueTask<Outcome<ToolReply>> ImportAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var file = new ForeignFile("data", desk.Now, () => Encoding.UTF8.GetBytes(arguments.RequiredText("data")));
        var items = new M3Format().Read(file, new ForeignOptions(arguments.Filled("project"))).ToList();
        if (items is [ForeignItem.Problem { Place.Number: 0 } broken]) return Fail.Invalid(broken.Message, "/data", "Pass what memory_export returned.");
        var context = desk.Context;
        var import = new ForeignImport(context.Store, context.Time, context.Random, context.Limits, dryRun: false);
        var report = await import.RunAsync(caller, items, null, cancellationToken);
        return Reply.Of(Said(report), json =>
        {
            json.WriteNumber("imported", report.Records);
            json.WriteNumber("updated", report.Versions - report.Records);
            json.WriteNumber("present", report.Present);
            json.WriteNumber("links", report.Links);
            json.WriteNumber("failed", report.Failed);
            json.Rows("errors", report.Errors, (writer, error) =>
            {
                writer.WriteNumber("item", error.Line);
                writer.WriteString("message", error.Message);
            });
        });
    }

    private static string Said(TransferReport report)
        => string.Create(CultureInfo.InvariantCulture, $"Imported {report.Records} memories and {report.Links} links; {report.Present} were there already; {report.Failed} failed.")
        + string.Concat(report.Errors.Take(20).Select(error => $"\n{M3Rows.Line(error.Message)}"));
}
