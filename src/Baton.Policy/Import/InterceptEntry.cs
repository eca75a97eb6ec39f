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

    private readonly List<RuleConfig> _require = [];
    private readonly List<RuleConfig> _deny = [];
    private readonly List<LimitConfig> _limits = [];

    public EntryConfig Import(SyntaxNode entry)
    {
        if (entry.Kind == JsonKind.Object) InterceptNodes.WarnOfUnknown(entry, place, Keys, problems);
        var rules = entry.List("rules");
        for (var at = 0; at < rules.Count; at++)
        {
            if (rules[at].Kind == JsonKind.Object) Rule(rules[at], Pointer.Of(Pointer.Of(place, "rules"), at));
        }
        return new EntryConfig(
            Require: new Sequence<RuleConfig>([.. _require]),
            DenyIf: new Sequence<RuleConfig>([.. _deny]),
            Limits: new Sequence<LimitConfig>([.. _limits]));
    }

    private void Rule(SyntaxNode rule, string at)
    {
        InterceptNodes.WarnOfUnknown(rule, at, RuleKeys, problems);
        var id = rule.Child("name")?.Text;
        var onDeny = rule.Child("on_deny")?.Text;
        if (rule.Child("action")?.Text == "deny")
        {
            _deny.Add(new RuleConfig(id, OnDeny: onDeny));
            return;
        }
        var limits = new InterceptLimits(tool, root, problems);
        if (rule.Child("rate_limit") is { } rate)
        {
            if (limits.FromRate(rate.Text, Pointer.Of(at, "rate_limit")) is { } limit) _limits.Add(limit);
            return;
        }
        var conditions = ImmutableArray.CreateBuilder<ConditionConfig>();
        var list = rule.List("conditions");
        var counted = false;
        for (var number = 0; number < list.Count; number++)
        {
            var where = Pointer.Of(Pointer.Of(at, "conditions"), number);
            var path = list[number].Child("path")?.Text ?? "";
            if (!path.StartsWith("state.", StringComparison.Ordinal))
            {
                conditions.Add(InterceptConditions.Import(list[number], path, where, problems));
                continue;
            }
            counted = true;
            if (limits.FromState(list[number], path, rule, where) is { } limit) _limits.Add(limit);
        }
        if (rule.Child("state") is not null && !counted)
        {
            problems.Warning("counts_nothing", Pointer.Of(at, "state"), "This counter has no condition, so Intercept counts and never refuses. It was left out.");
        }
        if (conditions.Count > 0) _require.Add(new RuleConfig(id, Conditions: new Sequence<ConditionConfig>(conditions.ToImmutable()), OnDeny: onDeny));
    }
}
