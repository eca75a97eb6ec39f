using System.Text;
using System.Text.RegularExpressions;
using Baton.Policy.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Baton.Policy.Documents.Syntax;

/// <summary>Gives a YAML scalar its JSON meaning.</summary>
internal static partial class YamlScalar
{
    public static SyntaxNode? Read(Scalar scalar, ProblemList problems, string pointer)
    {
        var (line, column) = ((int)scalar.Start.Line, (int)scalar.Start.Column);
        var text = scalar.Value;
        if (HasLoneSurrogate(text))
        {
            problems.ErrorAt("syntax", pointer, line, column, "A string holds half of a surrogate pair: write the whole character.");
            return null;
        }
        if (scalar.Style != ScalarStyle.Plain) return new SyntaxNode(JsonKind.String, line, column) { Text = text };
        switch (text)
        {
            case "true":
                return new SyntaxNode(JsonKind.True, line, column);
            case "false":
                return new SyntaxNode(JsonKind.False, line, column);
            case "" or "null" or "~":
                return new SyntaxNode(JsonKind.Null, line, column);
        }
        if (JsonNumber().IsMatch(text))
        {
            if (!ExactNumber.TryParse(Encoding.ASCII.GetBytes(text), out _))
            {
                problems.ErrorAt("number", pointer, line, column, $"A number may have {ExactNumber.MaxDigits} digits and an exponent of {ExactNumber.MaxExponent} at most.");
            }
            return new SyntaxNode(JsonKind.Number, line, column) { Text = text };
        }
        if (Ambiguous().IsMatch(text))
        {
            problems.ErrorAt("yaml_ambiguous", pointer, line, column, $"`{text}` means different things to different YAML readers: put it in quotes if it is a string, or write true, false or a plain number.");
        }
        return new SyntaxNode(JsonKind.String, line, column) { Text = text };
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return true;
            at++;
        }
        return false;
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"\A([yY]|[nN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF|True|TRUE|False|FALSE|Null|NULL|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|[-+]?\.[0-9]+([eE][-+]?[0-9]+)?|[-+]?[0-9]+(:[0-5]?[0-9])+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ambiguous();
}
