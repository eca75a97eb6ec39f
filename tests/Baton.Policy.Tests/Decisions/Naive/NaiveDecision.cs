using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Baton.Policy.Tests.Decisions.Naive;

/// <summary>What the naive evaluator says of a call.</summary>
internal sealed record NaiveVerdict(string Outcome, string Rule, string Code, bool IsObserved = false, string[]? Reserved = null)
{
    public override string ToString() => $"{Outcome} {Rule} {Code}{(IsObserved ? " observed" : "")} [{string.Join(' ', Reserved ?? [])}]";
}

/// <summary>A call as the naive evaluator sees it.</summary>
internal sealed record NaiveCall(string Tool, string Category, JsonNode? Arguments, string? MalformedArguments, bool DefinitionChanged, string[] RequiredBySchema);

/// <summary>
/// The language's order of evaluation a second time, written from its sentences over the document's own JSON, one step after the
/// other, without anything that the engine is made of. It knows no approval store: nobody was asked.
/// </summary>
internal static class NaiveDecision
{
    public static NaiveVerdict Of(JsonObject document, NaiveCall call)
    {
        var layers = Layers(document, call);
        var observes = (string?)document["mode"] == "observe";
        if (Strings(document["hide"]).Any(glob => Matches(glob, call.Tool)) || layers.Any(layer => (string?)layer.Entry["action"] == "hide")) return new("hide", "(hidden)", "hidden");
        (string Rule, string Code)? seen = null;
        if (layers.All(layer => layer.Place == "/all_tools") && (string?)document["default"] == "deny")
        {
            if (!observes) return new("deny", "(default deny)", "default_deny");
            seen = ("(default deny)", "default_deny");
        }
        if (call.DefinitionChanged && (string?)document["definitions"] != "any") return new("deny", "(definition changed)", "definition_changed");
        if (call.MalformedArguments is not null) return new("deny", "(malformed)", "malformed");
        foreach (var (rule, code, isObserved) in Refusals(document, call, layers))
        {
            if (!isObserved) return new(code == "approval_required" ? "ask" : "deny", rule, code);
            seen ??= (rule, code);
        }
        var reserved = layers.SelectMany(layer => Limits(layer).Where(limit => Cost(limit, call.Arguments!) is not null).Select(limit => $"{layer.Place}/limits/{limit["counter"]}={Cost(limit, call.Arguments!)}")).ToArray();
        return new("allow", seen?.Rule ?? "", seen?.Code ?? "allowed", seen is not null, reserved);
    }

    // Every refusal in the order of evaluation, with whether it is only observed.
    private static IEnumerable<(string Rule, string Code, bool IsObserved)> Refusals(JsonObject document, NaiveCall call, (string Place, JsonObject Entry)[] layers)
    {
        bool Observed(JsonObject? entry) => ((string?)entry?["mode"] ?? (string?)document["mode"]) == "observe";
        var arguments = (JsonObject)call.Arguments!;
        var own = layers.FirstOrDefault(layer => layer.Place.StartsWith("/tools", StringComparison.Ordinal)).Entry;
        if (call.RequiredBySchema.Any(name => !arguments.ContainsKey(name))) yield return ("(input schema)", "invalid_arguments", Observed(own));
        foreach (var (place, entry) in layers)
        {
            if (entry["arguments"]?["required"] is JsonArray required && Strings(required).Any(name => !arguments.ContainsKey(name))) yield return ($"{place}/arguments", "invalid_arguments", Observed(entry));
        }
        foreach (var kind in new[] { "deny_if", "require" })
        {
            foreach (var (place, entry) in layers)
            {
                var rules = entry[kind] as JsonArray ?? [];
                for (var at = 0; at < rules.Count; at++)
                {
                    if (Refuses((JsonObject)rules[at]!, kind, arguments) is { } code) yield return ((string?)rules[at]!["id"] ?? $"{place}/{kind}/{at}", code, Observed(entry));
                }
            }
        }
        foreach (var (place, entry) in layers)
        {
            if ((string?)entry["action"] == "deny") yield return ($"{place}/action", "denied", Observed(entry));
        }
        foreach (var refusal in Approvals(layers, arguments, Observed)) yield return refusal;
        foreach (var (place, entry) in layers)
        {
            foreach (var limit in Limits((place, entry)))
            {
                if (Cost(limit, arguments) is null) yield return ($"{place}/limits/{limit["counter"]}", "invalid_cost", Observed(entry));
            }
        }
    }

    // Of several that ask the operator's counts before the caller's; of equal ones the first.
    private static IEnumerable<(string, string, bool)> Approvals((string Place, JsonObject Entry)[] layers, JsonObject arguments, Func<JsonObject, bool> observed)
    {
        var asking = new List<(string Rule, bool ByOperator, bool IsObserved)>();
        foreach (var (place, entry) in layers)
        {
            var always = (string?)entry["action"] == "require_approval";
            if (entry["approval"] is JsonObject approval)
            {
                if (always || All(approval["when"] as JsonArray, arguments, truthPasses: false) != NaiveTruth.False) asking.Add(($"{place}/approval", (string?)approval["by"] != "caller", observed(entry)));
            }
            else if (always)
            {
                asking.Add(($"{place}/action", true, observed(entry)));
            }
        }
        foreach (var each in asking.Where(each => each.IsObserved)) yield return (each.Rule, "approval_required", true);
        foreach (var each in asking.Where(each => !each.IsObserved).OrderByDescending(each => each.ByOperator)) yield return (each.Rule, "approval_required", false);
    }

    private static string? Refuses(JsonObject rule, string kind, JsonObject arguments)
    {
        var guard = All(rule["when"] as JsonArray, arguments, truthPasses: false);
        if (guard == NaiveTruth.False) return null;
        var holds = All(rule["conditions"] as JsonArray, arguments, kind == "require");
        if (holds == NaiveTruth.Undecided) return "undecided";
        if (kind == "deny_if" ? holds == NaiveTruth.False : holds == NaiveTruth.True) return null;
        return guard == NaiveTruth.Undecided ? "undecided" : kind == "deny_if" ? "rule_denied" : "requirement_not_met";
    }

    private static NaiveTruth All(JsonArray? conditions, JsonObject arguments, bool truthPasses)
        => (conditions ?? []).Select(condition => NaiveCondition.Of((JsonObject)condition!, arguments, truthPasses)).DefaultIfEmpty(NaiveTruth.True).Min();

    private static IEnumerable<JsonObject> Limits((string Place, JsonObject Entry) layer) => (layer.Entry["limits"] as JsonArray ?? []).Select(limit => (JsonObject)limit!);

    private static decimal? Cost(JsonObject limit, JsonNode arguments)
    {
        if (limit["cost"] is null) return 1;
        var amount = arguments["a"];
        return amount is JsonValue value && value.TryGetValue<decimal>(out var number) && number >= 0 ? number : null;
    }

    private static (string Place, JsonObject Entry)[] Layers(JsonObject document, NaiveCall call)
    {
        var layers = new List<(string, JsonObject)>();
        var tools = document["tools"] as JsonObject ?? [];
        var name = tools.ContainsKey(call.Tool) ? call.Tool : tools.Select(pair => pair.Key).Where(glob => Matches(glob, call.Tool)).MaxBy(glob => glob.Length);
        if (name is not null) layers.Add(($"/tools/{name}", (JsonObject)tools[name]!));
        if (document["class"]?[call.Category] is JsonObject @class) layers.Add(($"/class/{call.Category}", @class));
        if (document["all_tools"] is JsonObject all) layers.Add(("/all_tools", all));
        return [.. layers];
    }

    private static IEnumerable<string> Strings(JsonNode? list) => (list as JsonArray ?? []).Select(item => (string)item!);

    private static bool Matches(string glob, string name)
        => Regex.IsMatch(name, $"^{Regex.Escape(glob).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$");
}
