using Baton.Policy.Documents.Shapes;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;

namespace Baton.Policy.Documents.Reading;

/// <summary>Reads what is done with answers.</summary>
internal static class ResultReader
{
    public static ResultConfig Read(SyntaxNode node, string place, ProblemList problems)
    {
        var reader = new ObjectReader(node, Language.Result, place, problems);
        return new ResultConfig(
            reader.Integer("max_bytes", 1, int.MaxValue),
            reader.Sequence<TextPatternConfig>("redact", (item, at) => Pattern(item, at, problems)),
            reader.Sequence<TextPatternConfig>("deny_if_contains", (item, at) => Pattern(item, at, problems)));
    }

    private static TextPatternConfig? Pattern(SyntaxNode node, string place, ProblemList problems)
    {
        if (node.Kind == JsonKind.String) return new TextPatternConfig(Word: node.Text);
        var reader = new ObjectReader(node, Language.ResultPattern, place, problems);
        return reader.Text("pattern") is { } pattern ? new TextPatternConfig(Pattern: pattern) : null;
    }
}
