using System.Text.RegularExpressions;

namespace Baton.Policy.Results;

/// <summary>Something to look for in an answer, and what to call it.</summary>
internal sealed record TextPattern(string Name, Regex Regex)
{
    public static TextPattern Literal(string text) => new("text", new Regex(Regex.Escape(text), Linear));

    public const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
}
