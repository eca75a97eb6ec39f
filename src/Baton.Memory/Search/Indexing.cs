using System.Text;
using Baton.Memory.Storage;

namespace Baton.Memory.Search;

/// <summary>Makes the text a store indexes: identifiers also in their parts, without characters that no word has.</summary>
internal static class Indexing
{
    private const int ScannedForIdentifiers = 65_536;

    public static SearchText Of(string title, string keywords, string text)
    {
        var words = new StringBuilder(keywords);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in new[] { title, keywords, text.Length > ScannedForIdentifiers ? text[..ScannedForIdentifiers] : text })
        {
            foreach (var identifier in Identifiers.Find(source))
            {
                if (seen.Count < 2000 && seen.Add(identifier)) words.Append(' ').AppendJoin(' ', Identifiers.Parts(identifier));
            }
        }
        return new SearchText(Clean(title.Trim()), Clean(words.ToString()), Clean(text));
    }

    private static string Clean(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', ' ') : text;
}
