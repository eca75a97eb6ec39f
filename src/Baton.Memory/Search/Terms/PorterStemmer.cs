namespace Baton.Memory.Search.Terms;

/// <summary>
/// Porter's algorithm for English (M. F. Porter, "An algorithm for suffix stripping", 1980), as SQLite's FTS5 applies it, so
/// that words of one family are one term.
/// </summary>
internal static class PorterStemmer
{
    private const int MinLength = 3;

    /// <summary>Longer words are no English; FTS5 leaves them too.</summary>
    private const int MaxLength = 64;

    /// <summary>Stems in place and returns the new length. The buffer needs one character of room behind the word.</summary>
    /// <param name="word">Lower-case ASCII letters in the first <paramref name="length"/> characters.</param>
    public static int Stem(Span<char> word, int length)
    {
        if (length is < MinLength or > MaxLength) return length;
        length = DropPlural(word, length);
        length = DropPastAndGerund(word, length);
        if (word[length - 1] == 'y' && HasVowel(word[..(length - 1)])) word[length - 1] = 'i';
        length = Replace(word, length, PorterSuffixes.Step2, minMeasure: 1);
        length = Replace(word, length, PorterSuffixes.Step3, minMeasure: 1);
        length = DropSuffix(word, length);
        return TidyEnd(word, length);
    }

    private static int DropPlural(Span<char> word, int length)
    {
        if (word[length - 1] != 's') return length;
        var text = word[..length];
        if (text.EndsWith("sses") || (text.EndsWith("ies") && length > 3)) return length - 2;
        return text[length - 2] == 's' ? length : length - 1;
    }

    private static int DropPastAndGerund(Span<char> word, int length)
    {
        var text = word[..length];
        if (text.EndsWith("eed")) return Measure(word[..(length - 3)]) > 0 ? length - 1 : length;
        var stem = text.EndsWith("ed") ? length - 2 : text.EndsWith("ing") ? length - 3 : -1;
        if (stem < 1 || !HasVowel(word[..stem])) return length;
        text = word[..stem];
        if (text.EndsWith("at") || text.EndsWith("bl") || text.EndsWith("iz")) return AddE(word, stem);
        if (EndsInDoubleConsonant(text) && text[^1] is not ('l' or 's' or 'z')) return stem - 1;
        return Measure(text) == 1 && EndsConsonantVowelConsonant(text) ? AddE(word, stem) : stem;
    }

    private static int Replace(Span<char> word, int length, (string Suffix, string By)[] suffixes, int minMeasure)
    {
        var text = word[..length];
        foreach (var (suffix, by) in suffixes)
        {
            if (length <= suffix.Length || !text.EndsWith(suffix)) continue;
            var stem = length - suffix.Length;
            if (Measure(word[..stem]) < minMeasure) return length;
            by.CopyTo(word[stem..]);
            return stem + by.Length;
        }
        return length;
    }

    private static int DropSuffix(Span<char> word, int length)
    {
        var text = word[..length];
        foreach (var suffix in PorterSuffixes.Step4)
        {
            if (length <= suffix.Length || !text.EndsWith(suffix)) continue;
            var stem = word[..(length - suffix.Length)];
            var allowed = suffix != "ion" || stem[^1] is 's' or 't';
            return allowed && Measure(stem) > 1 ? stem.Length : length;
        }
        return length;
    }

    private static int TidyEnd(Span<char> word, int length)
    {
        if (word[length - 1] == 'e')
        {
            var stem = word[..(length - 1)];
            var measure = Measure(stem);
            if (measure > 1 || (measure == 1 && !EndsConsonantVowelConsonant(stem))) length--;
        }
        return length > 1 && word[length - 1] == 'l' && word[length - 2] == 'l' && Measure(word[..(length - 1)]) > 1 ? length - 1 : length;
    }

    private static int AddE(Span<char> word, int length)
    {
        word[length] = 'e';
        return length + 1;
    }

    /// <summary>How often a run of vowels is followed by a run of consonants: Porter's m.</summary>
    private static int Measure(ReadOnlySpan<char> word)
    {
        var measure = 0;
        var afterVowel = false;
        for (var i = 0; i < word.Length; i++)
        {
            var vowel = IsVowel(word, i);
            if (afterVowel && !vowel) measure++;
            afterVowel = vowel;
        }
        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (IsVowel(word, i)) return true;
        }
        return false;
    }

    private static bool EndsInDoubleConsonant(ReadOnlySpan<char> word)
        => word.Length > 1 && word[^1] == word[^2] && !IsVowel(word, word.Length - 1);

    private static bool EndsConsonantVowelConsonant(ReadOnlySpan<char> word)
        => word.Length > 2 && !IsVowel(word, word.Length - 1) && IsVowel(word, word.Length - 2) && !IsVowel(word, word.Length - 3)
            && word[^1] is not ('w' or 'x' or 'y');

    private static bool IsVowel(ReadOnlySpan<char> word, int at)
        => word[at] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' => true,
            'y' => at > 0 && !IsVowel(word, at - 1),
            _ => false,
        };
}
