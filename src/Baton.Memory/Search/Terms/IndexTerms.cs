using System.Text;

namespace Baton.Memory.Search.Terms;

/// <summary>
/// What a store's full-text index holds of a text: terms that are already stemmed and folded, parted by spaces, so that every
/// store finds the same with the simplest tokenizer it has (split at spaces, keep the rest).
/// </summary>
/// <remarks>When the terms of some text change, a store must make its index again: add a migration that does.</remarks>
public static class IndexTerms
{
    /// <summary>The words in the order of the text, for phrases; then its identifiers, parts and other spellings.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="words">How many words it has.</param>
    public static string Of(string text, out int words)
    {
        var sink = new Writer(new StringBuilder(text.Length + 16), new StringBuilder());
        TermScanner.Scan(text, ref sink);
        words = sink.Count;
        return sink.Words.Append(sink.Others).ToString();
    }

    /// <summary>The terms that stand one after another where a text stands word for word: an identifier whole, else the words.</summary>
    public static string Phrase(string text)
    {
        var sink = new PhraseSink(text.Trim().Length, []);
        TermScanner.Scan(text, ref sink);
        return sink.Whole ?? string.Join(' ', sink.Words);
    }

    /// <summary>Only what is worth finding by a piece of it: paths, codes, hashes and very long words, once each.</summary>
    public static string Identifiers(string text)
    {
        var sink = new IdentifierSink(text, []);
        TermScanner.Scan(text, ref sink);
        return string.Join(' ', sink.Terms);
    }

    private record struct Writer(StringBuilder Words, StringBuilder Others) : ITermSink
    {
        public int Count { get; private set; }

        public readonly bool Stems => true;

        public readonly bool Wants(char first, char second) => true;

        public void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
        {
            if (kind == TermKind.Word) Count++;
            (kind == TermKind.Word ? Words : Others).Append(term).Append(' ');
        }
    }

    private record struct PhraseSink(int Length, List<string> Words) : ITermSink
    {
        public string? Whole { get; private set; }

        public readonly bool Stems => true;

        public readonly bool Wants(char first, char second) => true;

        public void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
        {
            if (kind == TermKind.Word) Words.Add(term.ToString());
            else if (kind == TermKind.Whole && length == Length) Whole = term.ToString();
        }
    }

    private record struct IdentifierSink(string Text, HashSet<string> Terms) : ITermSink
    {
        private const int LongWord = 16;
        private string? _word;

        public readonly bool Stems => true;

        public readonly bool Wants(char first, char second) => true;

        public void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
        {
            if (kind == TermKind.Whole) Terms.Add(term.ToString());
            else if (kind == TermKind.Part) Terms.Add(_word!);
            if (kind != TermKind.Word) return;
            _word = Text.Substring(start, length).ToLowerInvariant();
            if (length >= LongWord) Terms.Add(_word);
        }
    }
}
