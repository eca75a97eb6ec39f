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
}
