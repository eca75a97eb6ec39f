using System.Collections.Immutable;
using Baton.Catalog.Definitions;

namespace Baton.Catalog.Index;

/// <summary>A server that a search found, with the tools that made it match.</summary>
/// <param name="Score">Higher is better; only meaningful within one search.</param>
/// <param name="Tools">The tools that contain a word of the search, best first; empty when only the server itself does.</param>
public sealed record IndexMatch(IndexedServer Server, int Score, ImmutableArray<DeclaredTool> Tools)
{
    private const int InServer = 20;
    private const int InToolName = 5;
    private const int InDescription = 1;

    internal static IndexMatch? Of(IndexedServer server, string[] words)
    {
        var score = 0;
        var found = new Dictionary<DeclaredTool, int>(ReferenceEqualityComparer.Instance);
        foreach (var word in words)
        {
            var best = Contains(server.Key, word) || Contains(server.Title, word) || Contains(server.Package, word) || Contains(server.Publisher, word) ? InServer : 0;
            foreach (var tool in server.Tools)
            {
                var weight = Contains(tool.Name, word) ? InToolName : Contains(tool.Description, word) ? InDescription : 0;
                if (weight == 0) continue;
                found[tool] = found.GetValueOrDefault(tool) + weight;
                best = Math.Max(best, weight);
            }
            if (best == 0) return null;
            score += best;
        }
        var tools = found.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => pair.Key);
        return new IndexMatch(server, score + Math.Min(found.Count, 10), [.. tools]);
    }

    private static bool Contains(string? text, string word) => text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
