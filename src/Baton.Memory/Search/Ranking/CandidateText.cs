using Baton.Memory.Storage;

namespace Baton.Memory.Search.Ranking;

/// <summary>What a record's text holds of a question.</summary>
/// <param name="Body">Occurrences of each term in the text.</param>
/// <param name="Title">Occurrences of each term in the title.</param>
/// <param name="Keywords">Occurrences of each term among tags, names and identifiers.</param>
/// <param name="Words">Length of the text in words.</param>
/// <param name="NamesLabel">Whether a term of the question is a tag or author of the record.</param>
/// <param name="Asks">Whether the text only asks.</param>
/// <param name="Shown">The text itself, as far as the store gave it.</param>
/// <param name="HasFigure">Whether the text holds a figure or says a time; looked at only where one is asked for.</param>
internal sealed record CandidateText(byte[] Body, byte[] Title, byte[] Keywords, int Words, bool NamesLabel, bool Asks, bool HasFigure, string Shown)
{
    /// <summary>Whether the term occurs in any field.</summary>
    public bool Holds(int term) => Body[term] != 0 || Title[term] != 0 || Keywords[term] != 0;

    public static CandidateText Read(TextHit hit, QueryTermIndex terms, bool figures)
    {
        var text = hit.Text;
        var body = terms.Count(text.Text);
        foreach (var term in hit.Occurring)
        {
            if (body[term] == 0) body[term] = 1;
        }
        var title = terms.Count(text.Title);
        var keywords = terms.Count(text.Keywords);
        var label = keywords.AsSpan().ContainsAnyExcept((byte)0) || terms.OccursIn(SpokenText.Speaker(text.Text));
        return new CandidateText(body, title, keywords, hit.Words, label, SpokenText.Asks(text.Text), figures && SpokenText.HasFigure(text.Text), text.Text);
    }
}
