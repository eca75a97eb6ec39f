using Baton.Policy.Documents.Shapes;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;

namespace Baton.Policy.Documents.Reading;

/// <summary>Reads an entry and its rules.</summary>
internal static class EntryReader
{
    public static EntryConfig Read(SyntaxNode node, string place, ProblemList problems)
    {
        var reader = new ObjectReader(node, Language.EntryShape, place, problems);
        return new EntryConfig(
            reader.Word<EntryAction>("action"),
            reader.Text("reason"),
            Rules(reader, "require", problems),
            Rules(reader, "deny_if", problems),
            Schema(reader, problems),
            reader.Sequence<LimitConfig>("limits", (limit, at) => LimitReader.Read(limit, at, problems)),
            reader.Find("rate_limit") is { } rate ? LimitReader.ReadRate(rate, reader.At("rate_limit"), problems) : null,
            reader.Find("approval") is { } approval ? ApprovalReader.Read(approval, reader.At("approval"), problems) : null,
            reader.Find("result") is { } result ? ResultReader.Read(result, reader.At("result"), problems) : null,
            reader.Word<PolicyMode>("mode"));
    }

    private static JsonLiteral? Schema(ObjectReader reader, ProblemList problems)
    {
        if (reader.Find("arguments") is not { } node) return null;
        if (node.Kind is JsonKind.Object or JsonKind.True or JsonKind.False) return reader.Literal("arguments");
        problems.Error("wrong_type", reader.At("arguments"), $"A JSON Schema is expected here, not {node.KindName}.");
        return null;
    }

    private static Sequence<RuleConfig> Rules(ObjectReader reader, string name, ProblemList problems)
        => reader.Sequence<RuleConfig>(name, (node, place) => Rule(node, place, problems));

    private static RuleConfig? Rule(SyntaxNode node, string place, ProblemList problems)
    {
        var reader = new ObjectReader(node, Language.Rule, place, problems);
        if (!reader.IsObject) return null;
        return new RuleConfig(
            reader.Text("id"),
            ConditionReader.ReadAll(reader, "when", problems),
            ConditionReader.ReadAll(reader, "conditions", problems),
            reader.Text("on_deny"));
    }
}
