using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary>Makes the keywords that lead into arrays.</summary>
internal static class ArrayFactory
{
    public static void Add(JsonView schema, SchemaNode node, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        if (compiler.IsModern) AddModernItems(schema, node, compiler, keywords);
        else AddDraft07Items(schema, node, compiler, keywords);
        if (!KeywordFactory.Find(schema, "contains"u8, out var contains)) return;
        var least = compiler.IsModern ? KeywordFactory.Count(schema, "minContains"u8, compiler) ?? 1 : 1;
        var most = compiler.IsModern ? KeywordFactory.Count(schema, "maxContains"u8, compiler) : null;
        keywords.Add(new ContainsKeyword(compiler.Sub(contains, node), least, most));
    }

    private static void AddModernItems(JsonView schema, SchemaNode node, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        var hasFirst = KeywordFactory.Find(schema, "prefixItems"u8, out var first);
        var hasOthers = KeywordFactory.Find(schema, "items"u8, out var others);
        if (!hasFirst && !hasOthers) return;
        keywords.Add(new ItemsKeyword(hasFirst ? compiler.SubList(first, node, "prefixItems") : [], hasOthers ? compiler.Sub(others, node) : null));
    }

    private static void AddDraft07Items(JsonView schema, SchemaNode node, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        if (!KeywordFactory.Find(schema, "items"u8, out var items)) return;
        if (items.Kind != JsonKind.Array)
        {
            keywords.Add(new ItemsKeyword([], compiler.Sub(items, node)));
            return;
        }
        var others = KeywordFactory.Find(schema, "additionalItems"u8, out var more) ? compiler.Sub(more, node) : null;
        var first = new List<SchemaNode>();
        foreach (var item in items.Elements()) first.Add(compiler.Sub(item, node));
        keywords.Add(new ItemsKeyword([.. first], others));
    }
}
