using System.Text;

namespace Baton.Memory.Search.Terms;

/// <summary>The terms of a word that is not plain ASCII: folded, or in pairs where the script has no spaces.</summary>
internal static class ForeignTerms
{
    public static void Emit<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink) where TSink : ITermSink
    {
        while (start < end)
        {
            var border = EndOfScript(text[..end], start, out var unspaced);
            if (unspaced) EmitPairs(text[start..border], start, ref sink);
            else EmitWord(text[start..border], start, ref sink);
            start = border;
        }
    }

    private static int EndOfScript(ReadOnlySpan<char> text, int start, out bool unspaced)
    {
        var at = start + Letters.WordRuneAt(text, start, out var first);
        unspaced = Scripts.IsUnspaced(first);
        while (at < text.Length)
        {
            var length = Letters.WordRuneAt(text, at, out var rune);
            if (Scripts.IsUnspaced(rune) != unspaced && !IsMark(rune)) break;
            at += length;
        }
        return at;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark;

    private static void EmitWord<TSink>(ReadOnlySpan<char> word, int start, ref TSink sink) where TSink : ITermSink
    {
        var kept = word.Length > WordTerms.MaxWord ? word[..CutBeforeSurrogate(word)] : word;
        var folded = Folding.Fold(kept, out var plain);
        if (folded.Length == 0) return;
        Span<char> term = folded.Length < WordTerms.MaxWord * 2 ? stackalloc char[folded.Length + 1] : new char[folded.Length + 1];
        folded.CopyTo(term);
        var length = IsEnglish(folded) ? PorterStemmer.Stem(term, folded.Length) : folded.Length;
        sink.Add(TermKind.Word, term[..length], start, word.Length);
        if (folded != plain) sink.Add(TermKind.Accented, plain, start, word.Length);
    }

    private static void EmitPairs<TSink>(ReadOnlySpan<char> run, int start, ref TSink sink) where TSink : ITermSink
    {
        var folded = Folding.Fold(run, out _).AsSpan();
        var written = run.Length;
        var aligned = folded.Length == written;
        var before = -1;
        for (var at = 0; at < folded.Length;)
        {
            var length = char.IsHighSurrogate(folded[at]) && at + 1 < folded.Length ? 2 : 1;
            var alone = before < 0 && at + length == folded.Length;
            if (before >= 0) Add(TermKind.Word, folded, before, at + length, ref sink);
            Add(alone ? TermKind.Word : TermKind.Letter, folded, at, at + length, ref sink);
            before = at;
            at += length;
        }

        void Add(TermKind kind, ReadOnlySpan<char> text, int from, int to, ref TSink into)
            => into.Add(kind, text[from..to], aligned ? start + from : start, aligned ? to - from : written);
    }

    private static bool IsEnglish(string folded) => !folded.AsSpan().ContainsAnyExceptInRange('a', 'z');

    private static int CutBeforeSurrogate(ReadOnlySpan<char> word)
        => char.IsHighSurrogate(word[WordTerms.MaxWord - 1]) ? WordTerms.MaxWord - 1 : WordTerms.MaxWord;
}
