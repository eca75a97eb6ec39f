using System.Text;
using System.Text.RegularExpressions;
using Baton.Policy.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Baton.Policy.Documents.Syntax;

/// <summary>Gives a YAML scalar its JSON meaning, and refuses what readers disagree on.</summary>
internal static partial class YamlScalar
{
    public static SyntaxNode? Read(Scalar scalar, ProblemList problems, string pointer)
    {
        var (line, column) = ((int)scalar.Start.Line, (int)scalar.Start.Column);
        var text = scalar.Value;
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
        CheckWord(scalar, problems, pointer);
        return new SyntaxNode(JsonKind.String, line, column) { Text = text };
    }

    /// <summary>Whether a tag is absent; it is an error otherwise.</summary>
    public static bool CheckTag(NodeEvent node, ProblemList problems, string pointer)
    {
        if (node.Tag.IsEmpty) return true;
        problems.ErrorAt("yaml_tag", pointer, (int)node.Start.Line, (int)node.Start.Column, $"The tag {node.Tag} is not read in a policy: remove it, and quote the value if it is a string.");
        return false;
    }

    /// <summary>Whether a member's name can be read on; a name that other readers take for something else is an error.</summary>
    public static bool CheckName(Scalar name, ProblemList problems, string pointer)
    {
        if (!CheckTag(name, problems, pointer)) return false;
        if (name.Style != ScalarStyle.Plain) return true;
        if (name.Value == "<<")
        {
            problems.ErrorAt("yaml_merge", pointer, (int)name.Start.Line, (int)name.Start.Column, "`<<` merges another mapping in some YAML readers and is a name in others: write the members out, or put it in quotes.");
        }
        CheckWord(name, problems, pointer);
        return true;
    }

    private static void CheckWord(Scalar scalar, ProblemList problems, string pointer)
    {
        if (!Ambiguous().IsMatch(scalar.Value)) return;
        problems.ErrorAt("yaml_ambiguous", pointer, (int)scalar.Start.Line, (int)scalar.Start.Column, $"`{scalar.Value}` means different things to different YAML readers: put it in quotes if it is a string, or write true, false or a plain number.");
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"\A([yY]|[nN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF|True|TRUE|False|FALSE|Null|NULL|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|[-+]?\.[0-9]+([eE][-+]?[0-9]+)?|[-+]?[0-9]+(:[0-5]?[0-9])+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ambiguous();
}
