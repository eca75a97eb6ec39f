using Baton.Memory.Search.Terms;
using Baton.Memory.Storage;

namespace Baton.Storage.Sqlite.Search;

/// <summary>What the indexes hold of one text.</summary>
internal sealed record TextTerms(string Title, string Keywords, string Body, string Identifiers, int Words)
{
    public static TextTerms Of(SearchText search) => new(
        IndexTerms.Of(search.Title, out _), IndexTerms.Of(search.Keywords, out _), IndexTerms.Of(search.Text, out var words),
        IndexTerms.Identifiers($"{search.Title}\n{search.Keywords}\n{search.Text}"), words);

    /// <summary>The first <see cref="TextHit.HeadLength"/> characters, whole ones.</summary>
    public static string Head(string text)
    {
        if (text.Length <= TextHit.HeadLength) return text;
        return text[..(char.IsHighSurrogate(text[TextHit.HeadLength - 1]) ? TextHit.HeadLength - 1 : TextHit.HeadLength)];
    }
}
