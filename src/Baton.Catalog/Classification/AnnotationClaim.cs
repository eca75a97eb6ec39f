using Baton.Catalog.Definitions;
using Baton.Policy.Documents;

namespace Baton.Catalog.Classification;

/// <summary>What the server says of its tool, against what the definition shows.</summary>
/// <param name="Claims">As sent.</param>
/// <param name="Agrees">Null when nothing was claimed.</param>
/// <param name="Explanation">Where they disagree, or null.</param>
public sealed record AnnotationClaim(ToolAnnotations Claims, bool? Agrees, string? Explanation)
{
    internal static AnnotationClaim Compare(ToolAnnotations claims, ToolCategory category)
    {
        if (claims.ReadOnly is null && claims.Destructive is null) return new(claims, null, null);
        if (claims.ReadOnly == true && category is not (ToolCategory.Read or ToolCategory.Other))
        {
            return new(claims, false, $"The server says it only reads; the definition says {Words.Of(category)}.");
        }
        if (claims.ReadOnly != true && claims.Destructive == false && category is ToolCategory.Destructive or ToolCategory.Execute or ToolCategory.Financial)
        {
            return new(claims, false, $"The server says it destroys nothing; the definition says {Words.Of(category)}.");
        }
        if (claims.Destructive == true && claims.ReadOnly != true && category == ToolCategory.Read)
        {
            return new(claims, false, "The server says it may destroy; the definition says it reads.");
        }
        return new(claims, true, null);
    }
}

/// <summary>The words that documents use for categories and severities.</summary>
public static class Words
{
    /// <summary><c>read</c>, <c>write</c>, …</summary>
    public static string Of(ToolCategory category) => category.ToString().ToLowerInvariant();

    /// <summary><c>low</c>, <c>medium</c>, …</summary>
    public static string Of(ToolSeverity severity) => severity.ToString().ToLowerInvariant();

    /// <summary>The severity of a word, or null.</summary>
    public static ToolSeverity? Severity(string word)
        => Enum.GetValues<ToolSeverity>().Cast<ToolSeverity?>().FirstOrDefault(severity => Of(severity!.Value) == word);

    /// <summary>The category of a word, or null.</summary>
    public static ToolCategory? Category(string word)
        => Enum.GetValues<ToolCategory>().Cast<ToolCategory?>().FirstOrDefault(category => Of(category!.Value) == word);
}
