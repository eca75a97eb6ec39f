using System.Text;
using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary>Makes the keywords of one schema object.</summary>
internal static class KeywordFactory
{
    public static void AddAssertions(JsonView schema, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        if (Find(schema, "type"u8, out var type)) keywords.Add(new TypeKeyword(Types(type, compiler)));
        if (Find(schema, "const"u8, out var constant)) keywords.Add(new EnumKeyword([constant]));
        if (Find(schema, "enum"u8, out var values)) keywords.Add(new EnumKeyword(Values(values, compiler)));
        AddBound(schema, "maximum"u8, upper: true, exclusive: false, compiler, keywords);
        AddBound(schema, "exclusiveMaximum"u8, upper: true, exclusive: true, compiler, keywords);
        AddBound(schema, "minimum"u8, upper: false, exclusive: false, compiler, keywords);
        AddBound(schema, "exclusiveMinimum"u8, upper: false, exclusive: true, compiler, keywords);
        if (Find(schema, "multipleOf"u8, out var unit))
        {
            if (unit.Kind != JsonKind.Number || unit.GetNumber().IsZero || unit.GetNumber().IsNegative) compiler.Refuse("`multipleOf` needs a number over 0");
            else keywords.Add(new MultipleOfKeyword(unit));
        }
        if (Count(schema, "maxLength"u8, compiler) is { } longest) keywords.Add(new LengthKeyword(longest, upper: true));
        if (Count(schema, "minLength"u8, compiler) is { } shortest) keywords.Add(new LengthKeyword(shortest, upper: false));
        if (Find(schema, "pattern"u8, out var pattern) && compiler.Pattern(pattern) is { } compiled) keywords.Add(new PatternKeyword(compiled));
        if (Count(schema, "maxItems"u8, compiler) is { } mostItems) keywords.Add(new CountKeyword(JsonKind.Array, mostItems, upper: true));
        if (Count(schema, "minItems"u8, compiler) is { } leastItems) keywords.Add(new CountKeyword(JsonKind.Array, leastItems, upper: false));
        if (Count(schema, "maxProperties"u8, compiler) is { } mostMembers) keywords.Add(new CountKeyword(JsonKind.Object, mostMembers, upper: true));
        if (Count(schema, "minProperties"u8, compiler) is { } leastMembers) keywords.Add(new CountKeyword(JsonKind.Object, leastMembers, upper: false));
        if (schema.Property("uniqueItems"u8).Kind == JsonKind.True) keywords.Add(new UniqueItemsKeyword());
        if (Find(schema, "required"u8, out var required)) keywords.Add(new RequiredKeyword(Names(required, "required", compiler)));
        AddDependencies(schema, compiler, keywords);
    }

    public static void AddApplicators(JsonView schema, SchemaNode node, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        if (compiler.IsModern && Find(schema, "$dynamicRef"u8, out var dynamic)) AddDynamic(dynamic, node, compiler, keywords);
        ObjectFactory.Add(schema, node, compiler, keywords);
        ArrayFactory.Add(schema, node, compiler, keywords);
        if (Find(schema, "allOf"u8, out var all)) keywords.Add(new AllOfKeyword(compiler.SubList(all, node, "allOf")));
        if (Find(schema, "anyOf"u8, out var any)) keywords.Add(new AnyOfKeyword(compiler.SubList(any, node, "anyOf")));
        if (Find(schema, "oneOf"u8, out var one)) keywords.Add(new OneOfKeyword(compiler.SubList(one, node, "oneOf")));
        if (Find(schema, "not"u8, out var not)) keywords.Add(new NotKeyword(compiler.Sub(not, node)));
        if (Find(schema, "if"u8, out var condition))
        {
            var then = Find(schema, "then"u8, out var yes) ? compiler.Sub(yes, node) : null;
            var otherwise = Find(schema, "else"u8, out var no) ? compiler.Sub(no, node) : null;
            keywords.Add(new IfKeyword(compiler.Sub(condition, node), then, otherwise));
        }
    }

    /// <summary>Adds the keywords that look at what all others judged; whether there are any.</summary>
    public static bool AddUnevaluated(JsonView schema, SchemaNode node, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        if (!compiler.IsModern) return false;
        var before = keywords.Count;
        if (Find(schema, "unevaluatedProperties"u8, out var members)) keywords.Add(new UnevaluatedPropertiesKeyword(compiler.Sub(members, node)));
        if (Find(schema, "unevaluatedItems"u8, out var items)) keywords.Add(new UnevaluatedItemsKeyword(compiler.Sub(items, node)));
        return keywords.Count > before;
    }

    internal static bool Find(JsonView schema, ReadOnlySpan<byte> name, out JsonView value)
    {
        value = schema.Property(name);
        return value.Kind != JsonKind.Missing;
    }

    internal static long? Count(JsonView schema, ReadOnlySpan<byte> name, SchemaCompiler compiler)
    {
        if (!Find(schema, name, out var value)) return null;
        if (value.Kind == JsonKind.Number && value.GetNumber() is { IsInteger: true, IsNegative: false, IsOrdered: true } number) return (long)number.ToDecimal();
        compiler.Refuse($"`{Encoding.UTF8.GetString(name)}` needs a whole number from 0");
        return null;
    }

    internal static string[] Names(JsonView list, string keyword, SchemaCompiler compiler)
    {
        var names = new List<string>();
        foreach (var name in list.Elements())
        {
            if (name.Kind == JsonKind.String) names.Add(name.GetString());
            else compiler.Refuse($"`{keyword}` needs a list of strings");
        }
        if (list.Kind != JsonKind.Array) compiler.Refuse($"`{keyword}` needs a list of strings");
        return [.. names];
    }

    private static void AddBound(JsonView schema, ReadOnlySpan<byte> name, bool upper, bool exclusive, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        if (!Find(schema, name, out var bound)) return;
        if (bound.Kind == JsonKind.Number) keywords.Add(new BoundKeyword(bound, upper, exclusive));
        else compiler.Refuse($"`{Encoding.UTF8.GetString(name)}` needs a number");
    }

    private static void AddDependencies(JsonView schema, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        if (!compiler.IsModern || !Find(schema, "dependentRequired"u8, out var dependent)) return;
        foreach (var member in dependent.Members())
        {
            keywords.Add(new DependentKeyword(member.Name, new RequiredKeyword(Names(member.Value, "dependentRequired", compiler)), null));
        }
    }

    private static void AddDynamic(JsonView reference, SchemaNode node, SchemaCompiler compiler, List<SchemaKeyword> keywords)
    {
        if (compiler.Resolve(reference, node) is not { } initial) return;
        var text = reference.GetString();
        var anchor = text[(text.IndexOf('#', StringComparison.Ordinal) + 1)..];
        if (!initial.Resource.DynamicAnchors.ContainsKey(anchor))
        {
            keywords.Add(new ReferenceKeyword(initial));
            return;
        }
        compiler.PrepareDynamic(anchor);
        keywords.Add(new DynamicReferenceKeyword(anchor, initial));
    }

    private static string[] Types(JsonView type, SchemaCompiler compiler)
    {
        var types = type.Kind == JsonKind.String ? [type.GetString()] : Names(type, "type", compiler);
        if (types.Except(TypeKeyword.Known).FirstOrDefault() is { } unknown) compiler.Refuse($"\"{unknown}\" is not a type");
        return types;
    }

    private static JsonView[] Values(JsonView list, SchemaCompiler compiler)
    {
        if (list.Kind != JsonKind.Array) compiler.Refuse("`enum` needs a list");
        var values = new List<JsonView>();
        foreach (var value in list.Elements()) values.Add(value);
        return [.. values];
    }
}
