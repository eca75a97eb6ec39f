using Baton.Policy.Documents;

namespace Baton.Policy.Lint;

/// <summary>Walks the comparisons of conditions with their places.</summary>
internal static class Leaves
{
    public static IEnumerable<(LeafConfig Leaf, string Pointer)> Of(EntryConfig entry, string pointer)
        => Rules(entry.Require, Pointer.Of(pointer, "require"))
            .Concat(Rules(entry.DenyIf, Pointer.Of(pointer, "deny_if")))
            .Concat(entry.Approval is null ? [] : List(entry.Approval.When, Pointer.Of(Pointer.Of(pointer, "approval"), "when")));

    public static IEnumerable<(LeafConfig Leaf, string Pointer)> Rules(Sequence<RuleConfig> rules, string pointer)
    {
        for (var at = 0; at < rules.Count; at++)
        {
            var place = Pointer.Of(pointer, at);
            foreach (var leaf in List(rules[at].When, Pointer.Of(place, "when"))) yield return leaf;
            foreach (var leaf in List(rules[at].Conditions, Pointer.Of(place, "conditions"))) yield return leaf;
        }
    }

    public static IEnumerable<(LeafConfig Leaf, string Pointer)> List(Sequence<ConditionConfig> conditions, string pointer)
        => Enumerable.Range(0, conditions.Count).SelectMany(at => One(conditions[at], Pointer.Of(pointer, at)));

    private static IEnumerable<(LeafConfig Leaf, string Pointer)> One(ConditionConfig condition, string pointer) => condition switch
    {
        LeafConfig leaf => [(leaf, pointer)],
        AnyConfig any => List(any.Conditions, Pointer.Of(pointer, "any")),
        AllConfig all => List(all.Conditions, Pointer.Of(pointer, "all")),
        NotConfig not => One(not.Condition, Pointer.Of(pointer, "not")),
        _ => [],
    };
}
