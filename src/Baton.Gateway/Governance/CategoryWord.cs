using Baton.Policy.Documents;

namespace Baton.Gateway.Governance;

/// <summary>The words for categories, as policies, audit and approvals spell them.</summary>
public static class CategoryWord
{
    /// <summary>For example <c>read</c>.</summary>
    public static string Of(ToolCategory category) => category switch
    {
        ToolCategory.Read => "read",
        ToolCategory.Write => "write",
        ToolCategory.Execute => "execute",
        ToolCategory.Financial => "financial",
        ToolCategory.Destructive => "destructive",
        _ => "other",
    };

    /// <summary>Every word, in the order of what can go wrong.</summary>
    public static IReadOnlyList<string> All { get; } = ["read", "write", "destructive", "execute", "financial", "other"];

    /// <summary>The category of a word; null when it is none.</summary>
    public static ToolCategory? Read(string word) => Enum.GetValues<ToolCategory>().Cast<ToolCategory?>().FirstOrDefault(category => Of(category!.Value) == word);
}
