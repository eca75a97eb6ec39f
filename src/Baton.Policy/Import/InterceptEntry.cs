using System.Collections.Immutable;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;

namespace Baton.Policy.Import;

/// <summary>Imports the rules of one tool.</summary>
internal sealed class InterceptEntry(string tool, string place, SyntaxNode root, ProblemList problems)
{
    private static readonly string[] Keys = ["rules"];
    private static readonly string[] RuleKeys = ["name", "action", "rate_limit", "conditions", "on_deny", "state"];

    private static readonly string[] Actions = ["deny", "allow", "evaluate"];

    private readonly List<RuleConfig> _require = [];
    private readonly List<RuleConfig> _deny = [];
    private readonly List<LimitConfig> _limits = [];

    public EntryConfig Import(SyntaxNode entry)
    {
        if (InterceptNodes.IsGiven(entry, JsonKind.Object, place, problems)) InterceptNodes.WarnOfUnknown(entry, place, Keys, problems);
        foreach (var (rule, at) in Items(entry, "rules", place)) Rule(rule, at);
        return new EntryConfig(
            Require: new Sequence<RuleConfig>([.. _require]),
            DenyIf: new Sequence<RuleConfig>([.. _deny]),
            Limits: new Sequence<LimitConfig>([.. _limits]));
    }

    private IEnumerable<(SyntaxNode Item, string Place)> Items(SyntaxNode node, string name, string under)
    {
        var list = Pointer.Of(under, name);
        if (!InterceptNodes.IsGiven(node.Child(name), JsonKind.Array, list, problems)) yield break;
        var items = node.List(name);
        for (var at = 0; at < items.Count; at++)
        {
            var each = Pointer.Of(list, at);
            if (Documents.Reading.ObjectReader.Expect(problems, items[at], JsonKind.Object, each, "an object")) yield return (items[at], each);
        }
    }

    private bool Denies(SyntaxNode rule, string at)
    {
        if (rule.Child("action") is not { Kind: not JsonKind.Null } action) return false;
        if (Array.IndexOf(Actions, action.Text) < 0) problems.Error("unknown_word", Pointer.Of(at, "action"), $"An action is one of {string.Join(", ", Actions)}{Nearest.Hint(action.Text, Actions)}.");
        return action.Text == "deny";
    }

    private void Rule(SyntaxNode rule, string at)
    {
        InterceptNodes.WarnOfUnknown(rule, at, RuleKeys, problems);
        var id = rule.Child("name")?.Text;
        var onDeny = rule.Child("on_deny")?.Text;
        if (Denies(rule, at))
        {
            _deny.Add(new RuleConfig(id, OnDeny: onDeny));
            return;
        }
        var limits = new InterceptLimits(tool, root, problems);
        if (rule.Child("rate_limit") is { } rate && limits.FromRate(rate.Text, Pointer.Of(at, "rate_limit")) is { } rated) _limits.Add(rated);
        var conditions = ImmutableArray.CreateBuilder<ConditionConfig>();
        var counted = false;
        foreach (var (condition, where) in Items(rule, "conditions", at))
        {
            var path = condition.Child("path")?.Text ?? "";
            if (!path.StartsWith("state.", StringComparison.Ordinal))
            {
                conditions.Add(InterceptConditions.Import(condition, path, where, problems));
                continue;
            }
            counted = true;
            if (limits.FromState(condition, path, rule, where) is { } limit) _limits.Add(limit);
        }
        if (rule.Child("state") is not null && !counted)
        {
            problems.Warning("counts_nothing", Pointer.Of(at, "state"), "This counter has no condition, so Intercept counts and never refuses. It was left out.");
        }
        if (conditions.Count > 0) _require.Add(new RuleConfig(id, Conditions: new Sequence<ConditionConfig>(conditions.ToImmutable()), OnDeny: onDeny));
    }
}
