namespace Baton.Memory.Search.Terms;

/// <summary>The terms of one word.</summary>
internal static class WordTerms
{
    /// <summary>Longer words are encoded data; their beginning is enough to find them by.</summary>
    internal const int MaxWord = 128;
    private const int MinPart = 2;

    /// <summary>Where the word that starts here ends; the same place when none starts here.</summary>
    public static int EndOfWord(ReadOnlySpan<char> text, int start)
    {
        var at = start;
        while (at < text.Length && Letters.WordRuneAt(text, at, out _) is var length and > 0) at += length;
        return at;
    }

    public static void Emit<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink) where TSink : ITermSink
    {
        var word = text[start..end];
        if (!System.Text.Ascii.IsValid(word))
        {
            ForeignTerms.Emit(text, start, end, ref sink);
            return;
        }
        if (word.Length > MaxWord) word = word[..MaxWord];
        if (IsWanted(word, ref sink)) EmitWord(word, start, ref sink);
        EmitParts(word, start, ref sink);
    }

    private static bool IsWanted<TSink>(ReadOnlySpan<char> word, ref TSink sink) where TSink : ITermSink
        => sink.Wants(char.ToLowerInvariant(word[0]), word.Length > 1 ? char.ToLowerInvariant(word[1]) : '\0');

    private static void EmitWord<TSink>(ReadOnlySpan<char> word, int start, ref TSink sink) where TSink : ITermSink
    {
        Span<char> term = stackalloc char[MaxWord + 1];
        word.ToLowerInvariant(term);
        if (sink.Stems && word.IndexOfAnyInRange('0', '9') < 0)
        {
            sink.Add(TermKind.Word, term[..PorterStemmer.Stem(term, word.Length)], start, word.Length);
        }
        else
        {
            sink.Add(TermKind.Word, term[..word.Length], start, word.Length);
        }
    }

    /// <summary>Pieces of <c>camelCase</c>, <c>HTTPServer</c> and <c>error404</c>; nothing when the word is of one piece.</summary>
    private static void EmitParts<TSink>(ReadOnlySpan<char> word, int start, ref TSink sink) where TSink : ITermSink
    {
        var from = 0;
        for (var at = 1; at <= word.Length; at++)
        {
            if (at < word.Length && !IsBorder(word, at)) continue;
            if (from == 0 && at == word.Length) return;
            if (at - from >= MinPart) EmitPart(word[from..at], start + from, ref sink);
            from = at;
        }
    }

    private static bool IsBorder(ReadOnlySpan<char> word, int at)
    {
        if (char.IsAsciiDigit(word[at]) != char.IsAsciiDigit(word[at - 1])) return true;
        if (!char.IsAsciiLetterUpper(word[at])) return false;
        return char.IsAsciiLetterLower(word[at - 1]) || (at + 1 < word.Length && char.IsAsciiLetterLower(word[at + 1]));
    }

    private static void EmitPart<TSink>(ReadOnlySpan<char> part, int start, ref TSink sink) where TSink : ITermSink
    {
        if (!IsWanted(part, ref sink)) return;
        Span<char> term = stackalloc char[MaxWord + 1];
        part.ToLowerInvariant(term);
        var length = !sink.Stems || char.IsAsciiDigit(part[0]) ? part.Length : PorterStemmer.Stem(term, part.Length);
        sink.Add(TermKind.Part, term[..length], start, part.Length);
    }
}
