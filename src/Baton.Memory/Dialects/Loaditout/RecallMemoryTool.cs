using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

internal sealed class RecallMemoryTool(RecordListing desk, MemoryOperations memories) : IDialectTool
{
    private const int Standard = 200;

    public string Name => "recall_memory";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!MomentArgument.Read(arguments, "since").TryGet(out var since, out var wrong)) return Reply.Of(wrong);
        var most = arguments.Count("limit") ?? Standard;
        ImmutableArray<string> types = arguments.Text("type") is { } type ? [type] : [];
        var filter = new RecordFilter { Kind = RecordKind.Memory, Types = types, UpdatedAfter = since.Value?.AddTicks(-1) };
        var outcome = arguments.Text("query") is { Length: > 0 } query
            ? await SearchAsync(caller, query, types, since.Value, most, cancellationToken)
            : await desk.RecallAsync(caller, new RecordQuestion<MemoryRecord>(filter, most), cancellationToken);
        if (!outcome.TryGet(out var found, out var failure)) return Reply.Of(failure);
        var note = found.Note("raise limit, or narrow with type, query or since");
        return Reply.Of(Text(found, note), json =>
        {
            json.Objects("memories", found.Records, Write);
            if (found.Records.IsEmpty) json.AllTexts("memories", []);
            json.Number("total", found.Total);
            json.Text("note", note);
        });
    }

    /// <summary>Best first; pages are asked for until enough fit.</summary>
    private async ValueTask<Outcome<Listed<MemoryRecord>>> SearchAsync(
        MemoryCaller caller, string query, ImmutableArray<string> types, DateTimeOffset? since, int most, CancellationToken cancellationToken)
    {
        if (!(await desk.ProjectAsync(caller, null, cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var request = new MemorySearchRequest { Query = query, Project = project, Types = types, Limit = desk.Limits.PageItems };
        var all = new List<MemoryRecord>();
        do
        {
            if (!(await memories.SearchAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            all.AddRange(page.Hits.Select(hit => MemoryReader.Read(hit.Record)).Where(memory => since is null || memory.UpdatedAt >= since));
            request = request with { Cursor = page.NextCursor };
        }
        while (request.Cursor is not null);
        return new Listed<MemoryRecord>([.. all.Take(most)], all.Count, all.Count > most);
    }

    private static string Text(Listed<MemoryRecord> found, string? note)
    {
        if (found.Records.IsEmpty) return "No memories found.";
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{found.Total} memories. {MarkedBlock.Notice}\n");
        foreach (var memory in found.Records) MemoryText.Append(text, memory);
        return text.Append(note).ToString();
    }

    private static void Write(Utf8JsonWriter json, MemoryRecord memory)
    {
        json.WriteString("key", memory.Key ?? memory.Id);
        JsonContent.Write(json, "value", memory);
        json.WriteString("type", memory.Type);
        json.WriteString("id", memory.Id);
        json.WriteNumber("version", memory.Version);
        json.Instant("updated_at", memory.UpdatedAt);
        json.Suspicious(memory.Suspicious);
    }
}
