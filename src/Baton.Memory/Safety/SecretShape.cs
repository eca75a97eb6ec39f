using System.Buffers;

namespace Baton.Memory.Safety;

/// <summary>A known form of token: a literal that begins it and what must follow.</summary>
/// <param name="Kind">Stands in <c>[redacted:kind]</c>.</param>
/// <param name="Prefix">The literal, case-sensitive.</param>
/// <param name="Tail">Measures the rest after the prefix in characters, or -1 when it is no such token.</param>
internal sealed record SecretShape(string Kind, string Prefix, SecretTail Tail)
{
    /// <summary>Whether the token must not follow a letter, digit or underscore.</summary>
    public bool Bounded { get; init; } = true;

    /// <summary>How much of the prefix is kept, where the prefix only announces the secret.</summary>
    public int Keep { get; init; }
}

/// <summary>Measures a token's rest; -1 when there is none.</summary>
internal delegate int SecretTail(ReadOnlySpan<char> rest);

/// <summary>The usual rests.</summary>
internal static class SecretTails
{
    public static readonly SearchValues<char> Alphanumeric = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    public static readonly SearchValues<char> Url = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");
    public static readonly SearchValues<char> Base64 = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/=");
    public static readonly SearchValues<char> Dotted = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.=~+/");
    public static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    public static readonly SearchValues<char> Upper = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>At least <paramref name="least"/> characters of a set, with a digit among them: words have none.</summary>
    public static SecretTail Run(SearchValues<char> set, int least) => rest =>
    {
        var length = Length(rest, set);
        return length >= least && rest[..length].ContainsAnyInRange('0', '9') ? length : -1;
    };

    /// <summary>Exactly so many characters of a set, and no more of them after.</summary>
    public static SecretTail Exactly(SearchValues<char> set, int count) => rest => Length(rest, set) == count ? count : -1;

    public static int Length(ReadOnlySpan<char> rest, SearchValues<char> set)
    {
        var end = rest.IndexOfAnyExcept(set);
        return end < 0 ? rest.Length : end;
    }
}
