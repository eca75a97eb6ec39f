using System.Text.Json.Nodes;

namespace Baton.Policy.Tests.Decisions.Naive;

/// <summary>Small policies and calls from a seed, so made that every step of the order refuses now and then.</summary>
internal sealed class SmallPolicies(int seed)
{
    private static readonly string[] Tools = ["t", "t1", "u"];
    private static readonly string[] Categories = ["read", "write", "other"];
    private static readonly string[] Words = ["x", "xy", "z"];

    private readonly Random _random = new(seed);
    private int _ids;

    public JsonObject Document()
    {
        var document = new JsonObject { ["version"] = "1", ["default"] = One("deny", "allow") };
        if (Now(6)) document["mode"] = One("observe", "enforce");
        if (Now(8)) document["hide"] = new JsonArray(One("t", "u*", "zz"));
        if (Now(4)) document["definitions"] = One("any", "pinned");
        if (Now(2)) document["all_tools"] = Entry("all", mayHide: false);
        if (!Now(5)) document["tools"] = Named(["t", "t?", "u", "*"], "tool");
        if (Now(2)) document["class"] = Named(Categories, "class");
        return Read(document);
    }

    public NaiveCall Call()
    {
        var arguments = new JsonObject();
        foreach (var name in new[] { "a", "b", "c" })
        {
            if (!Now(4)) arguments[name] = Value();
        }
        var malformed = Now(15) ? One("[1]", "{", """{"a":1,"a":1}""", "nul") : null;
        return new NaiveCall(One(Tools), One(Categories), Read(arguments), malformed, Now(10), Now(6) ? [One("a", "b")] : []);
    }

    // As text has it, so that a number is a number of any type.
    private static JsonObject Read(JsonObject made) => (JsonObject)JsonNode.Parse(made.ToJsonString())!;

    private JsonObject Named(string[] names, string layer)
    {
        var entries = new JsonObject();
        foreach (var name in names.Where(_ => Now(2))) entries[name] = Entry($"{layer}{entries.Count}", mayHide: true);
        return entries;
    }

    private JsonObject Entry(string layer, bool mayHide)
    {
        var entry = new JsonObject();
        if (Now(6)) entry["mode"] = One("observe", "enforce");
        if (Now(7)) entry["arguments"] = new JsonObject { ["required"] = new JsonArray(One("a", "b", "c")) };
        if (Now(3)) entry["deny_if"] = Rules();
        if (Now(3)) entry["require"] = Rules();
        if (Now(4)) entry["action"] = Now(10) && mayHide ? "hide" : One("allow", "deny", "require_approval");
        if (Now(5)) entry["approval"] = Approval();
        if (Now(3)) entry["limits"] = Limits(layer);
        return entry;
    }

    private JsonObject Approval()
    {
        var approval = new JsonObject { ["by"] = One("operator", "caller") };
        if (Now(2)) approval["when"] = Conditions(2);
        return approval;
    }

    private JsonArray Limits(string layer)
    {
        var limits = new JsonArray();
        for (var at = _random.Next(1, 3); at > 0; at--)
        {
            var limit = new JsonObject { ["counter"] = $"{layer}-{at}", ["window"] = One("minute", "day"), ["max"] = 100 };
            if (Now(3)) limit["cost"] = new JsonObject { ["path"] = "args.a" };
            limits.Add(limit);
        }
        return limits;
    }

    private JsonArray Rules()
    {
        var rules = new JsonArray();
        for (var at = _random.Next(1, 3); at > 0; at--)
        {
            var rule = new JsonObject();
            if (Now(4)) rule["id"] = $"rule-{_ids++}";
            if (Now(3)) rule["when"] = Conditions(2);
            if (!Now(12)) rule["conditions"] = Conditions(2);
            rules.Add(rule);
        }
        return rules;
    }

    private JsonArray Conditions(int depth)
    {
        var conditions = new JsonArray();
        for (var at = _random.Next(1, 3); at > 0; at--) conditions.Add(Condition(depth));
        return conditions;
    }

    private JsonObject Condition(int depth)
    {
        if (depth > 0 && Now(4))
        {
            return _random.Next(3) switch
            {
                0 => new JsonObject { ["any"] = Conditions(depth - 1) },
                1 => new JsonObject { ["all"] = Conditions(depth - 1) },
                _ => new JsonObject { ["not"] = Condition(depth - 1) },
            };
        }
        var op = One("eq", "neq", "in", "lt", "gte", "exists", "starts_with", "type");
        var condition = new JsonObject { ["path"] = $"args.{One("a", "b", "c")}", ["op"] = op };
        JsonNode? value = op switch
        {
            "eq" or "neq" => Operand(),
            "in" => new JsonArray(Operand(), Operand()),
            "lt" or "gte" => _random.Next(4),
            "exists" => Now(2),
            "starts_with" => One(Words),
            _ => One("string", "number", "boolean", "array", "object"),
        };
        condition["value"] = value;
        if (op != "exists" && Now(8)) condition["missing"] = "pass";
        return condition;
    }

    private JsonNode Operand() => Now(2) ? JsonValue.Create(_random.Next(3)) : JsonValue.Create(One(Words))!;

    private JsonNode? Value() => _random.Next(9) switch
    {
        < 4 => _random.Next(-1, 4),
        < 7 => One(Words),
        7 => Now(2) ? JsonValue.Create(Now(2)) : new JsonArray(1),
        _ => null,
    };

    private bool Now(int outOf) => _random.Next(outOf) == 0;

    private string One(params string[] from) => from[_random.Next(from.Length)];
}
