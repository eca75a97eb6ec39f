using System.Text;

namespace Baton.Memory.Search.Terms;

/// <summary>
/// What a store's full-text index holds of a text: terms that are already stemmed and folded, parted by spaces, so that every
/// store finds the same with the simplest tokenizer it has (split at spaces, keep the rest).
/// </summary>
public static class IndexTerms
{
    /// <summary>Changes whenever the terms of some text change; an index made with another version must be made again.</summary>
    public const int Version = 1;

    /// <summary>The words in the order of the text, for phrases; then its identifiers, parts and other spellings.</summary>
    public static string Of(string text)
    {
        var sink = new Writer(new StringBuilder(text.Length + 16), new StringBuilder());
        TermScanner.Scan(text, ref sink);
        return sink.Words.Append(sink.Others).ToString();
    }

    /// <summary>Only what is worth finding by a piece of it: paths, codes, hashes and very long words, once each.</summary>
    public static string Identifiers(string text)
    {
        var sink = new IdentifierSink([]);
        TermScanner.Scan(text, ref sink);
        return string.Join(' ', sink.Terms);
    }

    private readonly record struct Writer(StringBuilder Words, StringBuilder Others) : ITermSink
    {
        public void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
            => (kind == TermKind.Word ? Words : Others).Append(term).Append(' ');
    }

    private readonly record struct IdentifierSink(HashSet<string> Terms) : ITermSink
    {
        private const int LongWord = 16;

        public void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
        {
            var isIdentifier = kind == TermKind.Whole
                || (kind == TermKind.Word && (term.Length >= LongWord || (term.ContainsAnyInRange('0', '9') && term.ContainsAnyInRange('a', 'z'))));
            if (isIdentifier) Terms.GetAlternateLookup<ReadOnlySpan<char>>().Add(term);
        }
    }
}
