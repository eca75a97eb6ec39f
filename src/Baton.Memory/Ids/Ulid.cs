using System.Buffers;

namespace Baton.Memory.Ids;

/// <summary>ULIDs (github.com/ulid/spec): 48 bits of milliseconds and 80 of randomness in 26 Crockford base-32 characters, sorted by time.</summary>
internal static class Ulid
{
    public const int Length = 26;
    public const int EntropyBytes = 10;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    public static string Encode(long milliseconds, ReadOnlySpan<byte> entropy)
    {
        Span<char> text = stackalloc char[Length];
        for (var i = 9; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(milliseconds & 31)];
            milliseconds >>= 5;
        }
        EncodeForty(entropy[..5], text[10..18]);
        EncodeForty(entropy[5..10], text[18..26]);
        return new string(text);
    }

    /// <summary>Whether every character may stand in a ULID, upper case.</summary>
    public static bool IsAlphabet(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Letters);

    /// <summary>
    /// The last 52 bits of an id that ends in a ULID, for vocabularies whose ids are numbers: a number that no reader of JSON rounds, and
    /// that two records share no more easily than random ones do.
    /// </summary>
    public static long Number(ReadOnlySpan<char> id)
    {
        var bits = 0L;
        foreach (var letter in id[^11..]) bits = (bits << 5) | (long)Alphabet.IndexOf(letter, StringComparison.Ordinal);
        return bits & ((1L << 52) - 1);
    }

    /// <summary>Adds one to the entropy, so that ids of the same millisecond keep their order; false on overflow.</summary>
    public static bool TryIncrement(Span<byte> entropy)
    {
        for (var i = entropy.Length - 1; i >= 0; i--)
        {
            if (++entropy[i] != 0) return true;
        }
        return false;
    }

    private static void EncodeForty(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        ulong bits = 0;
        foreach (var value in bytes) bits = (bits << 8) | value;
        for (var i = 7; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(bits & 31)];
            bits >>= 5;
        }
    }
}
