using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Catalog.Text;

/// <summary>A description as sentences of lower-case words: how its grammar is read.</summary>
internal static partial class Prose
{
    /// <summary>How much of a description is looked at for what the tool does.</summary>
    private const int MaxLength = 1_200;

    /// <summary>The first sentences, at most <paramref name="count"/>, without markup and without a label before a bar.</summary>
    public static ImmutableArray<string> Sentences(string? description, int count = 3)
    {
        if (string.IsNullOrWhiteSpace(description)) return [];
        var text = description.Length > MaxLength ? description[..MaxLength] : description;
        text = Markup().Replace(text, " ");
        var bar = text.IndexOf(" | ", StringComparison.Ordinal);
        if (bar is > 0 and < 40) text = text[(bar + 3)..];
        return [.. SentenceEnd().Split(text).Select(part => part.Trim()).Where(part => part.Length > 0).Take(count)];
    }

    /// <summary>The words of a sentence, lower case; a comma, colon or bracket is a word of its own.</summary>
    public static ImmutableArray<string> Words(string sentence)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        foreach (var character in sentence)
        {
            if (char.IsLetterOrDigit(character) || (character is '-' or '\'' or '_' or '’' && word.Length > 0))
            {
                word.Append(char.ToLowerInvariant(character));
                continue;
            }
            Flush();
            if (character is ',' or ':' or '(' or ')' or ';' or '/') words.Add(character.ToString());
        }
        Flush();
        return words.ToImmutable();

        void Flush()
        {
            if (word.Length > 0) words.Add(word.ToString().TrimEnd('-', '\'', '_'));
            word.Clear();
        }
    }

    [GeneratedRegex(@"[*`#>]+|</?[a-zA-Z][^<>]{0,80}>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?<=[.!?])\s+|\r?\n\s*(?:\r?\n|[-•]\s)|\r?\n")]
    private static partial Regex SentenceEnd();
}
