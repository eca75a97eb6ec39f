using System.Buffers;

namespace Baton.Catalog.Text;

/// <summary>Finds a phrase in a sentence at word boundaries, where it is not denied.</summary>
internal static class Phrases
{
    private static readonly string[] Denials = ["not ", "n't ", "n’t ", "without ", "never ", "no ", "cannot ", "avoid ", "instead of ", "rather than "];

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(";:.!?()");

    // "Does not create, overwrite or delete" denies a list; "without a backup, overwrites" is over at its comma.
    private static readonly string[] EndedByComma = ["without ", "no ", "avoid ", "instead of ", "rather than "];

    public static bool Contains(string sentence, string phrase)
    {
        for (var at = 0; (at = sentence.IndexOf(phrase, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += phrase.Length)
        {
            var end = at + phrase.Length;
            var startsWord = at == 0 || !char.IsLetterOrDigit(sentence[at - 1]) || !char.IsLetterOrDigit(phrase[0]);
            var endsWord = end == sentence.Length || !char.IsLetterOrDigit(sentence[end]) || !char.IsLetterOrDigit(phrase[^1]);
            if (startsWord && endsWord && !IsDenied(sentence, at)) return true;
        }
        return false;
    }

    private static bool IsDenied(string sentence, int at)
    {
        var before = sentence.AsSpan(Math.Max(0, at - 24)..at);
        before = before[(before.LastIndexOfAny(ClauseEnds) + 1)..];
        foreach (var denial in Denials)
        {
            var said = before.LastIndexOf(denial, StringComparison.OrdinalIgnoreCase);
            if (said < 0 || (said > 0 && denial[1] is not ('\'' or '’') && char.IsLetter(before[said - 1]))) continue;
            if (!before[said..].Contains(',') || !EndedByComma.Contains(denial)) return true;
        }
        return false;
    }
}
