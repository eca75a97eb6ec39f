using Baton.Catalog.Lexicon;
using Baton.Policy.Documents;

namespace Baton.Catalog.Classification;

/// <summary>Whether a call can be taken back.</summary>
internal static class ReversibilityRules
{
    private static readonly string[] BroughtBack = ["can be restored", "can be undone", "can be brought back", "can be taken back", "brings them back", "brings it back"];

    public static Reversibility Of(ToolCategory category, ToolFacts facts) => category switch
    {
        ToolCategory.Read => Reversibility.Yes,
        ToolCategory.Destructive when facts.Says(BroughtBack) is not null => Reversibility.Unknown,
        ToolCategory.Destructive or ToolCategory.Financial => Reversibility.No,
        ToolCategory.Execute or ToolCategory.Other => Reversibility.Unknown,
        _ => LeavesTheServer(facts) ? Reversibility.No : Changes(facts) ? Reversibility.Yes : Reversibility.Unknown,
    };

    private static bool LeavesTheServer(ToolFacts facts)
        => facts.HasWord("send", "post", "reply", "publish", "forward", "notify", "broadcast", "merge", "submit") && !facts.HasWord("draft");

    private static bool Changes(ToolFacts facts)
        => facts.Words.Any(word => Verbs.Of(word).Kind == VerbKind.Write) || facts.Lead.Any(lead => lead.Kind == VerbKind.Write);
}
