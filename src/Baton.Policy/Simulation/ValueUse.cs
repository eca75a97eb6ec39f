using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Lint;
using Baton.Policy.Paths;

namespace Baton.Policy.Simulation;

/// <summary>Whether a policy must see a call's values to judge it.</summary>
internal static class ValueUse
{
    public static bool NeedsValues(CompiledPolicy policy, in CallFacts facts)
    {
        var entries = policy.Find(facts.Kind, facts.Tool);
        if (VisibilityRules.IsHidden(policy, facts.Kind, facts.Tool.Name, entries)) return false;
        if (facts.Listing == Listing.Absent && policy.HidesUnlisted(facts.Tool.Name)) return false;
        if (!entries.LiftsDefault && policy.Document.Default == DefaultAction.Deny) return false;
        for (var layer = 0; layer < DecisionEngine.Layers; layer++)
        {
            if (entries[layer] is { } entry && NeedsValues(Config(policy.Document, entry.Pointer), entry.Pointer)) return true;
        }
        return false;
    }

    private static bool NeedsValues(EntryConfig entry, string pointer)
        => entry.Arguments is not null
            || entry.Limits.Any(limit => limit.Cost is not null || limit.Same is not null)
            || Leaves.Of(entry, pointer).Any(found => IsArgument(found.Leaf.Path) || (found.Leaf.ValueFrom is { } from && IsArgument(from)));

    private static bool IsArgument(string path) => PathParser.Parse(path, out _)?.Root == PathRoot.Arguments;

    private static EntryConfig Config(PolicyDocument document, string pointer)
    {
        var parts = Pointer.Parts(pointer).ToArray();
        return parts[0] switch
        {
            "all_tools" => document.AllTools!,
            "class" => document.Classes.First(named => WordTable<ToolCategory>.Text(named.Category) == parts[1]).Entry,
            "resources" => document.Resources!.Value.First(named => named.Name == parts[1]).Entry,
            "prompts" => document.Prompts!.Value.First(named => named.Name == parts[1]).Entry,
            _ => document.Tools.First(named => named.Name == parts[1]).Entry,
        };
    }
}
