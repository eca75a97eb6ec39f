using System.Collections.Immutable;

namespace Baton.Catalog.Text;

/// <summary>
/// Cuts a tool's name into lower-case words: camel, Pascal, snake, kebab, dots and slashes. Digits stay with the word before
/// them (<c>d1</c>, <c>http2</c>).
/// </summary>
internal static class NameTokens
{
    public static ImmutableArray<string> Of(string name)
    {
        var tokens = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var at = 0; at <= name.Length; at++)
        {
            if (at < name.Length && !Breaks(name, at)) continue;
            if (at > start) Add(tokens, name.AsSpan(start, at - start));
            start = at;
        }
        // a name without a letter is its own token, so that whoever asks for the first or the last one finds it
        return tokens.Count > 0 ? tokens.ToImmutable() : [name.ToLowerInvariant()];
    }

    private static void Add(ImmutableArray<string>.Builder tokens, ReadOnlySpan<char> part)
    {
        while (part.Length > 0 && !char.IsLetterOrDigit(part[0])) part = part[1..];
        if (part.Length > 0) tokens.Add(part.ToString().ToLowerInvariant());
    }

    private static bool Breaks(string name, int at)
    {
        var current = name[at];
        if (!char.IsLetterOrDigit(current)) return true;
        if (at == 0) return false;
        var before = name[at - 1];
        if (!char.IsLetterOrDigit(before)) return true;
        if (!char.IsUpper(current)) return false;
        return !char.IsUpper(before) || (at + 1 < name.Length && char.IsLower(name[at + 1]));
    }
}
