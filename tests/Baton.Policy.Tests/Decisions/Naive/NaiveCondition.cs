using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Policy.Tests.Decisions.Naive;

/// <summary>Kleene's three values, in the order in which the least of several is their conjunction.</summary>
internal enum NaiveTruth
{
    False,
    Undecided,
    True,
}

/// <summary>Conditions over <c>args.NAME</c> with the operators eq, neq, in, lt, gte, exists, starts_with and type.</summary>
internal static class NaiveCondition
{
    /// <param name="condition">The condition.</param>
    /// <param name="arguments">The call's arguments.</param>
    /// <param name="truthPasses">Whether the call passes where the condition is true: in <c>require</c>, and under <c>not</c> elsewhere.</param>
    public static NaiveTruth Of(JsonObject condition, JsonObject arguments, bool truthPasses)
    {
        if (condition["any"] is JsonArray any) return any.Select(each => Of((JsonObject)each!, arguments, truthPasses)).Max();
        if (condition["all"] is JsonArray all) return all.Select(each => Of((JsonObject)each!, arguments, truthPasses)).Min();
        if (condition["not"] is JsonObject not) return (NaiveTruth)(2 - (int)Of(not, arguments, !truthPasses));
        var value = arguments[((string)condition["path"]!)["args.".Length..]];
        var op = (string)condition["op"]!;
        if (op == "exists") return Two(value is not null == ((bool?)condition["value"] ?? true));
        if (value is null) return (string?)condition["missing"] == "pass" ? Two(truthPasses) : NaiveTruth.Undecided;
        var operand = condition["value"]!;
        return op switch
        {
            "eq" => Two(JsonNode.DeepEquals(value, operand)),
            "neq" => Two(!JsonNode.DeepEquals(value, operand)),
            "in" => Two(((JsonArray)operand).Any(item => JsonNode.DeepEquals(value, item))),
            "type" => Two((string)operand! == Kind(value)),
            "starts_with" => value.GetValueKind() == JsonValueKind.String ? Two(((string)value!).StartsWith((string)operand!, StringComparison.Ordinal)) : NaiveTruth.Undecided,
            _ when value.GetValueKind() != JsonValueKind.Number => NaiveTruth.Undecided,
            "lt" => Two((decimal)value < (decimal)operand),
            _ => Two((decimal)value >= (decimal)operand),
        };
    }

    private static NaiveTruth Two(bool holds) => holds ? NaiveTruth.True : NaiveTruth.False;

    private static string Kind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
