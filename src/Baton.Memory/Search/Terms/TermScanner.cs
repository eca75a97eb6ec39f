namespace Baton.Memory.Search.Terms;

/// <summary>
/// Takes a text apart into the terms that are indexed and looked for. One scanner serves the index, the query and the
/// ranking, so that what is found and what is said to be found cannot differ, whatever the store.
/// </summary>
internal static class TermScanner
{
    /// <summary>Longer identifiers are encoded data; their words are indexed, the whole is not.</summary>
    private const int MaxWhole = 200;

    /// <summary>Joiners in a row inside one identifier, as in <c>https://a</c>.</summary>
    private const int MaxJoiners = 3;

    public static void Scan<TSink>(ReadOnlySpan<char> text, ref TSink sink) where TSink : ITermSink
    {
        var at = 0;
        while (at < text.Length)
        {
            var end = WordTerms.EndOfWord(text, at);
            if (end == at) at++;
            else if (IsContraction(text, at, end)) at = end;
            else at = ScanIdentifier(text, at, end, ref sink);
        }
    }

    private static int ScanIdentifier<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink)
        where TSink : ITermSink
    {
        var at = start;
        var words = 0;
        while (true)
        {
            WordTerms.Emit(text, at, end, ref sink);
            words++;
            at = end;
            while (at < text.Length && at - end < MaxJoiners && Letters.IsJoiner(text[at])) at++;
            var next = at == end || at == text.Length ? at : WordTerms.EndOfWord(text, at);
            if (next == at) break;
            end = next;
        }
        var from = start > 0 && text[start - 1] is '#' ? start - 1 : start;
        var to = EndOfLanguageName(text, end);
        if ((words > 1 || from < start || to > end) && to - from <= MaxWhole) EmitWhole(text, from, to, ref sink);
        return to;
    }

    private static void EmitWhole<TSink>(ReadOnlySpan<char> text, int from, int end, ref TSink sink) where TSink : ITermSink
    {
        Span<char> whole = stackalloc char[MaxWhole];
        var length = text[from..end].ToLowerInvariant(whole);
        sink.Add(TermKind.Whole, whole[..length], from, end - from);
    }

    /// <summary>The signs of <c>C#</c> and <c>C++</c> belong to the name.</summary>
    private static int EndOfLanguageName(ReadOnlySpan<char> text, int end)
        => text[end..].StartsWith("++") ? end + 2 : end < text.Length && text[end] == '#' ? end + 1 : end;

    /// <summary>The <c>s</c> of <c>she's</c> or the <c>t</c> of <c>don't</c>: no word.</summary>
    private static bool IsContraction(ReadOnlySpan<char> text, int start, int end)
        => start > 1 && (text[start - 1] is '\'' or '\u2019') && char.IsLetter(text[start - 2]) && IsContractionTail(text[start..end]);

    private static bool IsContractionTail(ReadOnlySpan<char> word)
        => word is "s" or "t" or "ll" or "re" or "ve" or "d" or "m" or "S" or "T" or "LL" or "RE" or "VE" or "D" or "M";
}
