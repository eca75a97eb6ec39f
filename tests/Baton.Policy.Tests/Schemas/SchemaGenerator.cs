using System.Globalization;

namespace Baton.Policy.Tests.Schemas;

/// <summary>Writes schemas that use every keyword, over few names and values, so that instances often come close. Numbers stay within what a
/// binary fraction holds, since that is how the oracle reads them.</summary>
internal sealed class SchemaGenerator(int seed, bool modern)
{
    private static readonly string[] Names = ["a", "b", "c", "ab", "x-y"];
    private static readonly string[] Texts = ["\"\"", "\"a\"", "\"ab\"", "\"abc\"", "\"é\"", "\"😀\"", "\"1\"", "\"a b\"", "\"A\\n\""];
    private static readonly string[] Numbers = ["0", "1", "-1", "1.0", "1.5", "2", "3", "10", "1e2", "0.1", "-0.0"];
    private static readonly string[] Types = ["null", "boolean", "object", "array", "number", "integer", "string"];
    private static readonly string[] Patterns = ["^a", "b$", "^[a-c]+$", "[0-9]", "^.$", "(a|b)c", "\\\\d", "\\\\w{2,}", "^$", "x-", "a(?=b)", "[^a]"];

    private readonly Random _random = new(seed);

    public string Schema() => Schema(3);

    public string Instance() => Value(3);

    private string Schema(int depth)
    {
        if (_random.Next(20) == 0) return Pick("true", "false");
        var keywords = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var count = _random.Next(1, 4); count > 0; count--) AddKeyword(keywords, depth);
        if (depth == 3 && _random.Next(4) == 0) keywords[modern ? "$defs" : "definitions"] = $$"""{"d":{{Schema(1)}} }""";
        return $"{{{string.Join(',', keywords.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
    }

    private void AddKeyword(Dictionary<string, string> to, int depth)
    {
        switch (_random.Next(depth > 0 ? 30 : 15))
        {
            case 0 or 1 or 2:
                to["type"] = _random.Next(3) > 0 ? $"\"{Pick(Types)}\"" : $"[\"{Types[_random.Next(3)]}\",\"{Types[3 + _random.Next(4)]}\"]";
                break;
            case 3:
                to["enum"] = $"[{string.Join(',', Several(() => Value(1)).Distinct())}]";
                break;
            case 4:
                to["const"] = Value(1);
                break;
            case 5:
                to[Pick("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum")] = Pick("0", "1", "1.5", "2");
                break;
            case 6:
                to["multipleOf"] = Pick("1", "2", "0.5", "3");
                break;
            case 7:
                to[Pick("minLength", "maxLength")] = Size();
                break;
            case 8:
                to["pattern"] = $"\"{Pick(Patterns)}\"";
                break;
            case 9:
                to[Pick("minItems", "maxItems", "minProperties", "maxProperties")] = Size();
                break;
            case 10:
                to["uniqueItems"] = "true";
                break;
            case 11 or 12:
                to["required"] = $"[{string.Join(',', Several(() => $"\"{Pick(Names)}\"").Distinct())}]";
                break;
            case 13:
                if (modern) to["dependentRequired"] = $$"""{"{{Pick(Names)}}":["{{Pick(Names)}}"]}""";
                else to["dependencies"] = $$"""{"{{Pick(Names)}}":["{{Pick(Names)}}"],"zz":{{(depth > 0 ? Schema(depth - 1) : "true")}} }""";
                break;
            case 14:
                to["format"] = "\"email\"";
                break;
            case 15 or 16 or 17:
                to["properties"] = Map(depth);
                break;
            case 18:
                to["additionalProperties"] = _random.Next(2) == 0 ? "false" : Schema(depth - 1);
                break;
            case 19:
                to["patternProperties"] = $$"""{"{{Pick("^a", "b$", "-")}}":{{Schema(depth - 1)}} }""";
                break;
            case 20:
                to["propertyNames"] = Schema(depth - 1);
                break;
            case 21 or 22:
                AddItems(to, depth);
                break;
            case 23:
                to["contains"] = Schema(depth - 1);
                if (modern && _random.Next(2) == 0) to[Pick("minContains", "maxContains")] = Size();
                break;
            case 24 or 25:
                to[Pick("allOf", "anyOf", "oneOf")] = $"[{string.Join(',', Several(() => Schema(depth - 1)))}]";
                break;
            case 26:
                to["not"] = Schema(depth - 1);
                break;
            case 27:
                to["if"] = Schema(depth - 1);
                to[Pick("then", "else")] = Schema(depth - 1);
                break;
            case 28:
                if (modern) to[Pick("unevaluatedProperties", "unevaluatedItems")] = _random.Next(3) > 0 ? "false" : Schema(depth - 1);
                break;
            default:
                if (modern) to["dependentSchemas"] = Map(depth);
                else to["dependencies"] = Map(depth);
                break;
        }
    }

    private void AddItems(Dictionary<string, string> to, int depth)
    {
        var list = $"[{string.Join(',', Several(() => Schema(depth - 1)))}]";
        if (modern)
        {
            if (_random.Next(2) == 0) to["prefixItems"] = list;
            if (_random.Next(2) == 0) to["items"] = Schema(depth - 1);
            return;
        }
        to["items"] = _random.Next(2) == 0 ? list : Schema(depth - 1);
        if (_random.Next(2) == 0) to["additionalItems"] = Schema(depth - 1);
    }

    private string Map(int depth)
        => $"{{{string.Join(',', Several(() => Pick(Names)).Distinct().Select(name => $"\"{name}\":{Schema(depth - 1)}"))}}}";

    private string Value(int depth) => _random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => "null",
        1 => Pick("true", "false"),
        2 or 3 => Pick(Numbers),
        4 or 5 => Pick(Texts),
        6 => $"[{string.Join(',', Several(() => Value(depth - 1), 0))}]",
        _ => $"{{{string.Join(',', Several(() => Pick(Names), 0).Distinct().Select(name => $"\"{name}\":{Value(depth - 1)}"))}}}",
    };

    private List<string> Several(Func<string> one, int least = 1)
    {
        var list = new List<string>();
        for (var count = _random.Next(least, 4); count > 0; count--) list.Add(one());
        return list;
    }

    private string Size() => _random.Next(0, 4).ToString(CultureInfo.InvariantCulture);

    private string Pick(params string[] from) => from[_random.Next(from.Length)];
}
