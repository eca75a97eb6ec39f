namespace Baton.Gateway.Oversight;

/// <summary>
/// The number of a request, for tools whose ids are numbers: the first twelve letters of its ULID (48 bits of milliseconds and
/// 10 of randomness), which fit the numbers that every JSON reader keeps exact (RFC 8259, section 6) until the year 2248.
/// </summary>
internal static class PermissionNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Prefix = "a_";
    private const int Letters = 12;

    public static long Of(string id)
    {
        long number = 0;
        foreach (var letter in id.AsSpan(Prefix.Length, Letters)) number = (number << 5) | (long)Alphabet.IndexOf(letter, StringComparison.Ordinal);
        return number;
    }

    /// <summary>What the request's id begins with.</summary>
    public static string ToPrefix(long number) => string.Create(Prefix.Length + Letters, number, static (text, rest) =>
    {
        Prefix.CopyTo(text);
        for (var place = text.Length - 1; place >= Prefix.Length; place--)
        {
            text[place] = Alphabet[(int)(rest & 31)];
            rest >>= 5;
        }
    });
}
