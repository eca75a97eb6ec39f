using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Search;

namespace Baton.Memory.Tools;

/// <summary>What a search adds to its results, as structured content.</summary>
internal static class SearchJson
{
    public static void Hit(Utf8JsonWriter json, SearchHit hit, bool explain)
    {
        json.WriteNumber("score", hit.Score);
        json.WriteString("snippet", hit.Snippet.Text);
        json.WriteStartArray("ranges");
        foreach (var (start, end) in hit.Snippet.Ranges)
        {
            json.WriteStartArray();
            json.WriteNumberValue(start);
            json.WriteNumberValue(end);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.Instant("when", hit.When);
        json.Texts("duplicates", hit.Duplicates);
        json.Objects("context", hit.Context, (writer, beside) =>
        {
            writer.WriteString("id", beside.Id);
            writer.WriteNumber("offset", beside.Offset);
            writer.WriteString("text", beside.Text);
        });
        if (!explain) return;
        json.WriteStartObject("explain");
        foreach (var (name, value) in hit.Parts) json.WriteNumber(name, Math.Round(value, 4));
        json.WriteEndObject();
    }

    public static void Summary(Utf8JsonWriter json, SearchPage page, bool explain)
    {
        json.WriteNumber("confidence", page.Confidence);
        json.AllTexts("matched_terms", page.MatchedTerms);
        json.AllTexts("unmatched_terms", page.UnmatchedTerms);
        Cursor(json, page.NextCursor);
        json.WriteNumber("total", page.Total);
        json.WriteStartObject("passed_over");
        json.WriteNumber("expired", page.Expired);
        json.WriteNumber("superseded", page.Superseded);
        json.WriteEndObject();
        json.Text("explanation", page.Explanation);
        json.Texts("warnings", page.Warnings);
        if (!explain) return;
        json.WritePropertyName("weights");
        json.WriteRawValue(page.Weights, skipInputValidation: true);
    }

    public static void Cursor(Utf8JsonWriter json, string? next)
    {
        if (next is null) json.WriteNull("next_cursor");
        else json.WriteString("next_cursor", next);
    }
}
