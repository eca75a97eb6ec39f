using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Searching: memories and handoffs in one list, every filter on every result.</summary>
internal sealed class SearchTools(M3Desk desk)
{
    private const int Page = 100;

    public ImmutableArray<IDialectTool> All => [new ToolAction("memory_search", SearchAsync), new ToolAction("conversation_search", ConversationsAsync)];

    private async ValueTask<Outcome<ToolReply>> SearchAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("k", 8, 200).TryGet(out var k, out var wrong) || !arguments.Time("as_of").TryGet(out var asOf, out wrong)) return wrong;
        if (!(await desk.ProjectAsync(caller, arguments.Filled("project"), cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var type = arguments.Filled("type_filter");
        var request = new MemorySearchRequest
        {
            Query = arguments.RequiredText("query"),
            Project = project,
            Thread = arguments.Filled("conversation_id"),
            Types = type is null ? [] : [type],
            AsOf = asOf.Value,
            Limit = Page,
        };
        var fits = M3Filter.Of(arguments, type);
        var found = new List<M3Found>();
        SearchPage? last = null;
        if (type != M3Types.Handoff)
        {
            if (!(await MemoriesAsync(caller, request, fits, k, cancellationToken)).TryGet(out var memories, out var failure)) return failure;
            found.AddRange(memories.Found);
            last = memories.Last;
        }
        if (type is null or M3Types.Handoff)
        {
            if (!(await HandoffsAsync(caller, request, fits, k, cancellationToken)).TryGet(out var handoffs, out var failure)) return failure;
            found.AddRange(handoffs);
        }
        return Shown([.. found.OrderByDescending(one => one.Hit.Score).Take(k)], last, arguments.Flag("explain"), project);
    }

    private async ValueTask<Outcome<ToolReply>> ConversationsAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("k", 8, 200).TryGet(out var k, out var wrong)) return wrong;
        if (!(await desk.ProjectAsync(caller, arguments.Filled("project"), cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var request = new MemorySearchRequest { Query = arguments.RequiredText("query"), Project = project, Types = [M3Types.Message], Limit = Page };
        if (!(await MemoriesAsync(caller, request, M3Filter.None, k, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        return Shown([.. found.Found], found.Last, explain: false, project);
    }

    private async ValueTask<Outcome<(List<M3Found> Found, SearchPage Last)>> MemoriesAsync(
        MemoryCaller caller, MemorySearchRequest request, M3Filter fits, int most, CancellationToken cancellationToken)
    {
        var found = new List<M3Found>();
        while (true)
        {
            if (!(await desk.Memories.SearchAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            foreach (var hit in page.Hits)
            {
                var memory = MemoryReader.Read(hit.Record);
                if (found.Count < most && fits.Takes(memory)) found.Add(new M3Found(hit, memory, null));
            }
            if (page.NextCursor is null || found.Count >= most) return (found, page);
            request = request with { Cursor = page.NextCursor };
        }
    }

    private async ValueTask<Outcome<List<M3Found>>> HandoffsAsync(
        MemoryCaller caller, MemorySearchRequest asked, M3Filter fits, int most, CancellationToken cancellationToken)
    {
        var found = new List<M3Found>();
        if (string.IsNullOrWhiteSpace(asked.Query)) return found;
        var request = new HandoffSearchRequest { Query = asked.Query, Filter = new HandoffFilter { Project = asked.Project, Thread = asked.Thread }, Limit = Page };
        while (true)
        {
            if (!(await desk.Handoffs.FindAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            foreach (var one in page.Handoffs)
            {
                var isThen = asked.AsOf is not { } then || one.Handoff.CreatedAt <= then;
                if (found.Count < most && isThen && fits.Takes(one.Handoff) && one.Hit is { } hit) found.Add(new M3Found(hit, null, one.Handoff));
            }
            if (page.NextCursor is null || found.Count >= most) return found;
            request = request with { Cursor = page.NextCursor };
        }
    }

    private ToolReply Shown(ImmutableArray<M3Found> found, SearchPage? page, bool explain, string project)
    {
        var text = new StringBuilder(found.IsEmpty
            ? $"Nothing found in project {HandoffText.Word(project)}. {page?.Explanation}".TrimEnd()
            : string.Create(CultureInfo.InvariantCulture, $"{found.Length} found in project {HandoffText.Word(project)}. {MarkedBlock.Notice}\n"));
        foreach (var one in found) one.Append(text);
        return Reply.Of(text.ToString(), json =>
        {
            json.WriteStartArray("results");
            foreach (var one in found) Write(json, one, explain);
            json.WriteEndArray();
            json.WriteNumber("count", found.Length);
            if (page is not null) json.WriteNumber("confidence", page.Confidence);
            if (found.IsEmpty) json.Text("explanation", page?.Explanation);
        });
    }

    private void Write(Utf8JsonWriter json, M3Found one, bool explain)
    {
        json.WriteStartObject();
        if (one.Memory is { } memory) M3Rows.Memory(json, memory);
        else M3Rows.Handoff(json, one.Handoff!, desk.Now);
        json.Text(M3Labels.Role, one.Memory?.Labels.GetValueOrDefault(M3Labels.Role));
        SearchJson.Hit(json, one.Hit, explain);
        json.WriteEndObject();
    }
}
