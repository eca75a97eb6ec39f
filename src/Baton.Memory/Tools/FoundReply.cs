using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Handoffs;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;

namespace Baton.Memory.Tools;

/// <summary>The answer of lists and searches of handoffs.</summary>
internal static class FoundReply
{
    public const string Output =
        """{"handoffs":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"key":{"type":"string"},"status":{"type":"string"},"summary":{"type":"string"},"score":{"type":"number"},"snippet":{"type":"string"}},"required":["id","key","status","summary"]}},"next_cursor":{"type":["string","null"]},"total":{"type":"integer"},"project":{"type":["string","null"]},"confidence":{"type":"number"},"matched_terms":{"type":"array"},"unmatched_terms":{"type":"array"},"passed_over":{"type":"object"},"explanation":{"type":"string"},"warnings":{"type":"array"}}""";

    public static readonly ImmutableArray<string> Always = ["handoffs", "next_cursor", "total"];

    public static ToolReply Of(HandoffsFound found, string? project) => Reply.Of(TextOf(found, project), json =>
    {
        json.WriteStartArray("handoffs");
        foreach (var (handoff, hit) in found.Handoffs)
        {
            json.WriteStartObject();
            HandoffJson.Members(json, handoff, found.Now);
            if (hit is not null) SearchJson.Hit(json, hit, explain: false);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (found.Search is { } search)
        {
            SearchJson.Summary(json, search, explain: false);
        }
        else
        {
            SearchJson.Cursor(json, found.NextCursor);
            json.WriteNumber("total", found.Total);
        }
        if (project is null) json.WriteNull("project");
        else json.WriteString("project", project);
    });

    private static string TextOf(HandoffsFound found, string? project)
    {
        var where = project is null ? "every project you may see" : $"project {HandoffText.Word(project)}";
        if (found.Handoffs.IsEmpty) return $"No handoff found in {where}. {found.Search?.Explanation}".TrimEnd();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{found.Handoffs.Length} of {found.Total} in {where}. {MarkedBlock.Notice}\n");
        foreach (var (handoff, hit) in found.Handoffs)
        {
            var line = new StringBuilder();
            line.Append(CultureInfo.InvariantCulture, $"{handoff.Key} ({handoff.StatusAt(found.Now)}): {Excerpt.Line(handoff.Title is { } title ? $"{title}: {handoff.Summary}" : handoff.Summary, 300)}");
            if (hit is not null) line.Append("\nMatch: ").Append(hit.Snippet.Text);
            MarkedBlock.Append(text, HandoffText.Label(handoff), line.ToString());
        }
        if (found.NextCursor is { } next) text.Append("More: cursor=").Append(next).Append('\n');
        return text.ToString();
    }
}
