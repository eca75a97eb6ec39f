using System.Text.Json;

namespace Baton.Policy.Documents.Writing;

/// <summary>Writes rules and conditions.</summary>
internal static class ConditionWriter
{
    public static void Rules(Utf8JsonWriter json, string name, Sequence<RuleConfig> rules)
    {
        if (rules.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.Text("id", rule.Id);
            Conditions(json, "when", rule.When);
            Conditions(json, "conditions", rule.Conditions);
            json.Text("on_deny", rule.OnDeny);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Conditions(Utf8JsonWriter json, string name, Sequence<ConditionConfig> conditions)
    {
        if (conditions.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var condition in conditions) Write(json, condition);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ConditionConfig condition)
    {
        json.WriteStartObject();
        switch (condition)
        {
            case AnyConfig any:
                Conditions(json, "any", any.Conditions);
                break;
            case AllConfig all:
                Conditions(json, "all", all.Conditions);
                break;
            case NotConfig not:
                json.WritePropertyName("not");
                Write(json, not.Condition);
                break;
            case LeafConfig leaf:
                Leaf(json, leaf);
                break;
        }
        json.WriteEndObject();
    }

    private static void Leaf(Utf8JsonWriter json, LeafConfig leaf)
    {
        json.WriteString("path", leaf.Path);
        json.WriteString("op", leaf.Operator);
        json.Literal("value", leaf.Value);
        json.Text("value_from", leaf.ValueFrom);
        json.Word("missing", leaf.Missing);
        json.Word("normalize", leaf.Normalize);
        json.Flag("ignore_case", leaf.IgnoreCase);
        json.Flag("full", leaf.Full);
        json.Text("tz", leaf.TimeZone);
    }
}
