using System.Text;
using System.Text.Json;
using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Ranking;

namespace Baton.Memory.Search.Results;

/// <summary>The numbers behind a ranking, for <c>explain</c>.</summary>
internal static class RankingExplanation
{
    private static readonly byte[] Weights = RankingWeights.File();

    /// <summary>A JSON object: <c>weights</c>, <c>records</c>, <c>terms</c> with their frequency and weight, <c>phrases</c>, <c>dates</c>.</summary>
    public static string Of(SearchQuery query, TermStatistics statistics)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WritePropertyName("weights");
            json.WriteRawValue(Weights);
            json.WriteNumber("records", statistics.Records);
            json.WriteStartArray("terms");
            for (var term = 0; term < query.Terms.Length; term++) WriteTerm(json, query.Terms[term], statistics, term);
            json.WriteEndArray();
            json.WriteStartArray("phrases");
            foreach (var phrase in query.Phrases) json.WriteStringValue(phrase);
            json.WriteEndArray();
            json.WriteNumber("dates", query.Dates.Length);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteTerm(Utf8JsonWriter json, QueryTerm term, TermStatistics statistics, int number)
    {
        json.WriteStartObject();
        json.WriteString("term", term.Term);
        json.WriteString("written", term.Written);
        json.WriteNumber("records", statistics.Frequencies[number]);
        json.WriteNumber("weight", Math.Round(statistics.Weight(number), 3));
        json.WriteEndObject();
    }
}
