using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Search.Results;
using Baton.Memory.Server;
using Baton.Memory.Text;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class MemorySearchTool(MemoryOperations memories) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "memory_search",
        Title = "Search memories",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "Look here before asking or re-deriving. Any of the words may match, best first; quote phrases; identifiers and paths are found as they stand. Without project it covers all you may see. confidence is the share of the query that was found; an empty result says why. as_of asks what was true then, known_at what we knew then.",
        Parameters =
        [
            new Parameter("query", Plain) { Required = true },
            Common.Project,
            Common.Thread with { Rare = true },
            new Parameter("type", Texts) { OrOne = true },
            Common.AnyTags,
            new Parameter("visibility", Plain) { Words = MemoryParameters.Visibilities, Rare = true },
            new Parameter("as_of", Instant) { About = "RFC 3339 or date." },
            new Parameter("known_at", Instant),
            Common.Limit(200, 10),
            new Parameter("max_tokens", Integer) { Least = 1 },
            new Parameter("explain", ParameterKind.Boolean) { Rare = true, About = "Also what each score is made of." },
            Common.Cursor,
        ],
        Output = """{"results":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"score":{"type":"number"},"snippet":{"type":"string"},"ranges":{"type":"array","description":"[start,end) in snippet, UTF-16"}},"required":["id","score","snippet","ranges"]}},"confidence":{"type":"number"},"matched_terms":{"type":"array"},"unmatched_terms":{"type":"array"},"next_cursor":{"type":["string","null"]},"total":{"type":"integer"},"project":{"type":["string","null"]},"passed_over":{"type":"object"},"explanation":{"type":"string"},"warnings":{"type":"array"},"weights":{"type":"object"}}""",
        Always = ["results", "confidence", "matched_terms", "unmatched_terms", "next_cursor"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new MemorySearchRequest
        {
            Query = arguments.RequiredText("query"),
            Project = arguments.Text("project"),
            Thread = arguments.Text("thread"),
            Types = arguments.Texts("type"),
            Tags = arguments.Texts("tags"),
            Visibility = arguments.Text("visibility") is { } visibility ? MemoryReader.VisibilityOf(visibility) : null,
            AsOf = arguments.Instant("as_of"),
            KnownAt = arguments.Instant("known_at"),
            Limit = arguments.Count("limit") ?? 10,
            MaxTokens = arguments.Integer("max_tokens"),
            Cursor = arguments.Text("cursor"),
        };
        if (!(await memories.SearchAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return Reply.Of(failure);
        var explain = arguments.Flag("explain");
        return Reply.Of(TextOf(page, request.Project), json =>
        {
            json.WriteStartArray("results");
            foreach (var hit in page.Hits)
            {
                json.WriteStartObject();
                MemoryWriter.WriteMembers(json, MemoryReader.Read(hit.Record));
                SearchJson.Hit(json, hit, explain);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            SearchJson.Summary(json, page, explain);
            if (request.Project is null) json.WriteNull("project");
            else json.WriteString("project", request.Project);
        });
    }

    private static string TextOf(SearchPage page, string? project)
    {
        var where = project is null ? "every project you may see" : $"project {HandoffText.Word(project)}";
        if (page.Hits.IsEmpty) return $"Nothing found in {where}. {page.Explanation}";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{page.Hits.Length} of {page.Total} in {where}, confidence {page.Confidence}. {MarkedBlock.Notice}\n");
        foreach (var hit in page.Hits) MemoryText.Append(text, MemoryReader.Read(hit.Record), Shown(hit));
        if (!page.UnmatchedTerms.IsEmpty) text.Append("Not found: ").AppendJoin(", ", page.UnmatchedTerms.Select(HandoffText.Word)).Append('\n');
        if (page.NextCursor is { } next) text.Append("More: cursor=").Append(next).Append('\n');
        return text.ToString();
    }

    /// <summary>The whole of a short memory, the matching piece of a long one.</summary>
    private static string? Shown(SearchHit hit)
    {
        var memory = MemoryReader.Read(hit.Record);
        var tokens = TokenCount.Of(MemoryRow.TextOf(memory));
        return tokens <= TokenBudget.MostShownTokens ? null : $"{memory.Title ?? memory.Key}\n{hit.Snippet.Text}\n(piece of {tokens} tokens; memory_get {memory.Id} has the whole)";
    }
}
