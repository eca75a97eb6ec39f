using System.Text;
using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary>Makes the keywords that lead into objects.</summary>
internal static class ObjectFactory
{
    public static void Add(JsonView schema, SchemaNode node, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        AddProperties(schema, node, compiler, keywords);
        if (KeywordFactory.Find(schema, "propertyNames"u8, out var names)) keywords.Add(new PropertyNamesKeyword(compiler.Sub(names, node)));
        if (compiler.IsModern && KeywordFactory.Find(schema, "dependentSchemas"u8, out var dependent))
        {
            foreach (var (name, sub) in compiler.SubMap(dependent, node, "dependentSchemas")) keywords.Add(new DependentKeyword(name, null, sub));
        }
        if (compiler.IsModern || !KeywordFactory.Find(schema, "dependencies"u8, out var dependencies)) return;
        foreach (var member in dependencies.Members())
        {
            keywords.Add(member.Value.Kind == JsonKind.Array
                ? new DependentKeyword(member.Name, new RequiredKeyword(KeywordFactory.Names(member.Value, "dependencies", compiler)), null)
                : new DependentKeyword(member.Name, null, compiler.Sub(member.Value, node)));
        }
    }

    private static void AddProperties(JsonView schema, SchemaNode node, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        var hasNamed = KeywordFactory.Find(schema, "properties"u8, out var properties);
        var hasPatterns = KeywordFactory.Find(schema, "patternProperties"u8, out var patterns);
        var hasOthers = KeywordFactory.Find(schema, "additionalProperties"u8, out var others);
        if (!hasNamed && !hasPatterns && !hasOthers) return;
        var named = hasNamed ? compiler.SubMap(properties, node, "properties") : [];
        var matched = new List<(SchemaPattern, SchemaNode)>();
        if (hasPatterns && patterns.Kind != JsonKind.Object) compiler.Refuse("`patternProperties` needs an object of schemas");
        foreach (var member in patterns.Members())
        {
            if (compiler.Pattern(member.NameView) is { } pattern) matched.Add((pattern, compiler.Sub(member.Value, node)));
        }
        keywords.Add(new PropertiesKeyword(
            [.. named.Select(pair => (Encoding.UTF8.GetBytes(pair.Key), pair.Value))], [.. matched], hasOthers ? compiler.Sub(others, node) : null));
    }
}
