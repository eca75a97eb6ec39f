using Baton.Policy.Documents.Shapes;
using Baton.Policy.Documents.Syntax;

namespace Baton.Policy.Documents.Reading;

/// <summary>Reads conditions and their nesting.</summary>
internal static class ConditionReader
{
    private static readonly string[] Nestings = ["any", "all", "not"];

    public static Sequence<ConditionConfig> ReadAll(ObjectReader reader, string name, ProblemList problems)
        => reader.Sequence<ConditionConfig>(name, (node, place) => Read(node, place, problems));

    private static ConditionConfig? Read(SyntaxNode node, string place, ProblemList problems)
    {
        var reader = new ObjectReader(node, Language.Condition, place, problems);
        if (!reader.IsObject) return null;
        var nesting = Array.Find(Nestings, reader.Has);
        if (nesting is null) return Leaf(reader, problems);
        if (node.Members.Find(member => member.Name != nesting && Language.Condition.Knows(member.Name)) is { } other)
        {
            problems.Error("condition", Pointer.Of(place, other.Name), $"`{nesting}` stands alone in its condition: move `{other.Name}` into a condition of its own.");
        }
        if (nesting == "not")
        {
            return Read(reader.Find("not")!, reader.At("not"), problems) is { } inner ? new NotConfig(inner) : null;
        }
        var conditions = ReadAll(reader, nesting, problems);
        if (conditions.Count == 0) problems.Error("condition", reader.At(nesting), $"`{nesting}` needs at least one condition.");
        return nesting == "any" ? new AnyConfig(conditions) : new AllConfig(conditions);
    }

    private static LeafConfig Leaf(ObjectReader reader, ProblemList problems)
    {
        var path = reader.Text("path");
        var op = reader.Text("op");
        if (!reader.Has("path")) problems.Error("missing_key", reader.Place, "`path` is missing: say what is compared, for example \"args.amount\".");
        if (!reader.Has("op")) problems.Error("missing_key", reader.Place, "`op` is missing: say how it is compared, for example \"lte\".");
        return new LeafConfig(
            path ?? "",
            op ?? "",
            reader.Literal("value"),
            reader.Text("value_from"),
            reader.Word<MissingValue>("missing"),
            reader.Word<TextForm>("normalize"),
            reader.Flag("ignore_case"),
            reader.Flag("full"),
            reader.Text("tz"))
        {
            LacksPath = path is null,
            LacksOperator = op is null,
        };
    }
}
