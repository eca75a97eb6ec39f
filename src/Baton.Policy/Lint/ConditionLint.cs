using Baton.Policy.Documents;
using Baton.Policy.Json;
using Baton.Policy.Regexes;

namespace Baton.Policy.Lint;

/// <summary>Conditions that say less, or more, than they seem to.</summary>
internal static class ConditionLint
{
    public static void Check(EntryConfig entry, string pointer, ProblemList problems)
    {
        var require = Pointer.Of(pointer, "require");
        foreach (var (leaf, place) in Leaves.Rules(entry.Require, require)) CheckAnchors(leaf, place, problems);
        foreach (var (leaf, place) in Leaves.Rules(entry.DenyIf, Pointer.Of(pointer, "deny_if"))) CheckDenyList(leaf, place, problems);
        for (var at = 0; at < entry.Require.Count; at++) CheckContradiction(entry.Require[at], Pointer.Of(require, at), "can never hold, so every call is refused", problems);
        for (var at = 0; at < entry.DenyIf.Count; at++) CheckContradiction(entry.DenyIf[at], Pointer.Of(Pointer.Of(pointer, "deny_if"), at), "can never hold, so it refuses only what it cannot judge", problems);
        for (var at = 0; at < entry.Require.Count; at++)
        {
            if (entry.Require[at].Conditions.Count == 0)
            {
                problems.Warning("empty_rule", Pointer.Of(require, at), "A `require` rule without conditions always holds and asks for nothing: give it conditions, or move it to `deny_if`.");
            }
        }
    }

    private static void CheckAnchors(LeafConfig leaf, string place, ProblemList problems)
    {
        if (leaf is not { Operator: "regex", Value.View.Kind: JsonKind.String } || leaf.Full == true) return;
        var pattern = Re2Pattern.Parse(leaf.Value.View.GetString(), ignoreCase: false, full: false, out _);
        if (pattern?.IsUnanchored == true)
        {
            problems.Warning("unanchored_regex", Pointer.Of(place, "value"),
                $"This pattern is found anywhere in the text, so \"x{leaf.Value.View.GetString()}x\" may satisfy it too: write ^...$ or \"full\": true.");
        }
    }

    private static void CheckDenyList(LeafConfig leaf, string place, ProblemList problems)
    {
        if (leaf.Operator is not ("argv" or "path_within")) return;
        var what = leaf.Operator == "argv" ? "programs have many names and paths" : "a file has many paths";
        problems.Warning("deny_list", place, $"`{leaf.Operator}` under `deny_if` is a list of what is forbidden, and {what}: require what is allowed.");
    }

    // Only what is certain: bounds on one path that leave no number between them, and two different values to equal.
    private static void CheckContradiction(RuleConfig rule, string place, string consequence, ProblemList problems)
    {
        var leaves = rule.Conditions.OfType<LeafConfig>().Where(leaf => !leaf.LacksPath && !leaf.Path.Contains("[*]", StringComparison.Ordinal)).ToArray();
        foreach (var leaf in leaves)
        {
            if (leaf is { Operator: "in", Value.View: { Kind: JsonKind.Array, Count: 0 } } && FailsWhenAbsent(leaf)) problems.Warning("never_holds", place, $"`{leaf.Path}` in an empty list: this rule {consequence}.");
        }
        foreach (var path in leaves.Where(leaf => leaf.ValueFrom is null && !leaf.Path.Contains("[any]", StringComparison.Ordinal)).GroupBy(leaf => (leaf.Path, leaf.TimeZone)))
        {
            if (path.Any(FailsWhenAbsent) && (NoNumberLeft(path) || DifferentValues(path))) problems.Warning("never_holds", place, $"The conditions on `{path.Key.Path}` exclude one another: this rule {consequence}.");
        }
    }

    private static bool FailsWhenAbsent(LeafConfig leaf) => leaf.Missing != MissingValue.Pass && leaf.Operator != "exists";

    private static bool NoNumberLeft(IEnumerable<LeafConfig> leaves)
    {
        var (least, leastIsOpen) = (decimal.MinValue, false);
        var (most, mostIsOpen) = (decimal.MaxValue, false);
        foreach (var leaf in leaves)
        {
            if (leaf.Value is not { View.Kind: JsonKind.Number } value || value.View.GetNumber() is not { IsOrdered: true } number) continue;
            var bound = number.ToDecimal();
            if (leaf.Operator is "gt" or "gte" or "eq" && bound >= least) (leastIsOpen, least) = (leaf.Operator == "gt" || (leastIsOpen && bound == least), bound);
            if (leaf.Operator is "lt" or "lte" or "eq" && bound <= most) (mostIsOpen, most) = (leaf.Operator == "lt" || (mostIsOpen && bound == most), bound);
        }
        return least > most || (least == most && (leastIsOpen || mostIsOpen));
    }

    private static bool DifferentValues(IEnumerable<LeafConfig> leaves)
        => leaves.Where(leaf => leaf is { Operator: "eq", IgnoreCase: not true, Normalize: null or TextForm.None } && leaf.Path != "time.weekday").Select(leaf => leaf.Value).Distinct().Count() > 1;
}
