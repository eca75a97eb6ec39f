using Baton.Policy.Compilation;
using Baton.Policy.Documents;

namespace Baton.Policy.Decisions;

/// <summary>Decides what lists show, from what is true of every call.</summary>
internal static class VisibilityRules
{
    public static ToolVisibility Judge(CompiledPolicy policy, CallKind kind, ToolFacts tool, bool definitionChanged)
    {
        var entries = policy.Find(kind, tool);
        if (IsHidden(policy, kind, tool.Name, entries)) return ToolVisibility.Hidden;
        if (definitionChanged && policy.HoldsChangedDefinitions) return ToolVisibility.NeverCallable;
        return !policy.ShowsDenied && NeverCallable(policy, entries) ? ToolVisibility.NeverCallable : ToolVisibility.Shown;
    }

    public static bool IsHidden(CompiledPolicy policy, CallKind kind, string name, AppliedEntries entries)
    {
        if (kind == CallKind.Tool && policy.Hides(name)) return true;
        for (var layer = 0; layer < 3; layer++)
        {
            if (entries[layer]?.Action == EntryAction.Hide) return true;
        }
        return false;
    }

    private static bool NeverCallable(CompiledPolicy policy, AppliedEntries entries)
    {
        if (entries.PlainUri is not null) return true;
        if (!entries.LiftsDefault && policy.Document.Default == DefaultAction.Deny && !policy.IsObserved) return true;
        for (var layer = 0; layer < 3; layer++)
        {
            if (entries[layer]?.RefusesAll == true) return true;
        }
        return false;
    }
}
