using Baton.Catalog.Classification;
using Baton.Catalog.Schemas;

namespace Baton.Catalog.Signals;

/// <summary>Which language a <c>query</c> parameter is written in, as far as name and description tell.</summary>
internal static class QueryLanguage
{
    private static readonly string[] ReadOnlyLanguages =
        ["promql", "logql", "kql", "es|ql", "esql", "lucene", "hogql", "cql", "jql", "jsonlogic", "traceql", "metricsql", "query dsl", "search dsl", "sparql"];

    private static readonly string[] ChangingLanguages = ["sql", "graphql", "cypher", "postgres", "mysql", "plpgsql", "gql"];

    /// <summary>The language, or null when the query is a text to search for.</summary>
    public static string? Of(ToolFacts facts, Parameter parameter)
    {
        var text = $"{parameter.Name} {parameter.Description} {facts.Tool.Name} {string.Join(' ', facts.Sentences)}".ToLowerInvariant();
        foreach (var language in ReadOnlyLanguages)
        {
            if (Text.Phrases.Contains(text, language)) return language;
        }
        foreach (var language in ChangingLanguages)
        {
            if (text.Contains(language, StringComparison.Ordinal)) return language;
        }
        if (SqlShape.Mentioned(facts) is { } statement) return statement;
        return facts.HasWord("query", "aggregate", "execute", "run") && !facts.HasWord("search", "find", "list", "get") ? "query" : null;
    }

    /// <summary>Whether text in this language can change data.</summary>
    public static bool CanChange(string language) => ChangingLanguages.Contains(language) || SqlShape.IsStatement(language);
}
