using Baton.Policy.Documents;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;

namespace Baton.Policy.Import;

/// <summary>Finds things in Intercept's YAML.</summary>
internal static class InterceptNodes
{
    public static SyntaxNode? Child(this SyntaxNode node, string name)
        => node.Kind == JsonKind.Object ? node.Members.Find(member => member.Name == name)?.Value : null;

    public static IReadOnlyList<SyntaxNode> List(this SyntaxNode node, string name)
        => node.Child(name) is { Kind: JsonKind.Array } list ? list.Items : [];

    /// <summary>
    /// Whether a part that may be left out is there and has its shape. Another shape is an error: what is not understood was
    /// meant to restrict something.
    /// </summary>
    public static bool IsGiven(SyntaxNode? node, JsonKind kind, string place, ProblemList problems)
        => node is { Kind: not JsonKind.Null } && Documents.Reading.ObjectReader.Expect(problems, node, kind, place, kind == JsonKind.Array ? "a list" : kind == JsonKind.Object ? "an object" : "a string");

    /// <summary>Intercept reads past keys that it does not know, so that a mistyped rule did nothing.</summary>
    public static void WarnOfUnknown(SyntaxNode node, string place, string[] keys, ProblemList problems)
    {
        foreach (var member in node.Members)
        {
            if (Array.IndexOf(keys, member.Name) < 0)
            {
                problems.Warning("ignored_key", Pointer.Of(place, member.Name), $"Intercept ignores `{member.Name}` without a word{Nearest.End(member.Name, keys)} It was left out.");
            }
        }
    }
}
