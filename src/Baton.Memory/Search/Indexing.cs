using Baton.Memory.Storage;

namespace Baton.Memory.Search;

/// <summary>Makes the text a store indexes: without characters that no word has.</summary>
internal static class Indexing
{
    public static SearchText Of(string title, string keywords, string text) => new(Clean(title.Trim()), Clean(keywords), Clean(text));

    private static string Clean(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', ' ') : text;
}
