using System.Buffers;
using System.Text.RegularExpressions;

namespace Baton.Memory.Search.Ranking;

/// <summary>Small signs in a text: who speaks, whether it only asks, whether it gives a figure or a time.</summary>
internal static partial class SpokenText
{
    private const int LongestName = 40;
    private static readonly SearchValues<char> NotInNames = SearchValues.Create(".,;!?()[]{}<>\"\n");

    /// <summary>The name in front of a line such as <c>Ann Lee: we moved it</c>; empty when there is none.</summary>
    public static ReadOnlySpan<char> Speaker(ReadOnlySpan<char> text)
    {
        var colon = text[..Math.Min(text.Length, LongestName)].IndexOf(':');
        if (colon < 1 || colon + 1 >= text.Length || text[colon + 1] != ' ') return default;
        var name = text[..colon];
        return name.ContainsAny(NotInNames) ? default : name;
    }

    /// <summary>Whether the last word of a text is a question.</summary>
    public static bool Asks(ReadOnlySpan<char> text) => text.TrimEnd() is [.., '?' or '\uFF1F' or '\u037E'];

    /// <summary>A digit, a number word, or a word that says when.</summary>
    public static bool HasFigure(string text) => text.AsSpan().ContainsAnyInRange('0', '9') || FigureWord().IsMatch(text);

    [GeneratedRegex(@"\b(one|two|three|four|five|six|seven|eight|nine|ten|once|twice|dozen|hundred|yesterday|today|tonight|tomorrow|last|next|ago|(week|month|year|decade)s?|(mon|tues|wednes|thurs|fri|satur|sun)day|weekend)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FigureWord();
}
