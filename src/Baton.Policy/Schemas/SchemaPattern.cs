using System.Text;
using System.Text.RegularExpressions;
using Baton.Policy.Regexes;

namespace Baton.Policy.Schemas;

/// <summary>
/// A pattern of a schema, in ECMA-262's syntax. What RE2 can do runs in linear time; lookarounds and back references run under
/// a time limit.
/// </summary>
internal sealed class SchemaPattern
{
    private const string WhiteSpace = @"\t-\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";

    private readonly Re2Pattern? _linear;
    private readonly Regex? _backtracking;

    private SchemaPattern(string source, Re2Pattern? linear, Regex? backtracking)
    {
        Source = source;
        _linear = linear;
        _backtracking = backtracking;
    }

    public string Source { get; }

    public static SchemaPattern? Parse(string source)
    {
        // ECMA-262's white space is Unicode's, RE2's is ASCII.
        var ascii = !source.Contains("\\s", StringComparison.OrdinalIgnoreCase);
        if (ascii && Re2Pattern.Parse(source, ignoreCase: false, full: false, out _) is { } linear) return new SchemaPattern(source, linear, null);
        try
        {
            var regex = new Regex(Ecma(source), RegexOptions.CultureInvariant, SchemaLimits.PatternTime);
            return new SchemaPattern(source, null, regex);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether it is found in the text; null when that took too long.</summary>
    public bool? IsMatch(ReadOnlySpan<char> text)
    {
        try
        {
            return _linear?.IsMatch(text) ?? _backtracking!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    // .NET's \s takes U+0085 and not U+FEFF, its \d and \w are Unicode's, and its $ lets a last line feed stand behind it.
    private static string Ecma(string source)
    {
        var output = new StringBuilder(source.Length + 16);
        var inClass = false;
        for (var at = 0; at < source.Length; at++)
        {
            var letter = source[at];
            if (letter == '\\' && at + 1 < source.Length)
            {
                at++;
                output.Append(source[at] switch
                {
                    'd' => inClass ? "0-9" : "[0-9]",
                    'w' => inClass ? "0-9A-Za-z_" : "[0-9A-Za-z_]",
                    's' => inClass ? WhiteSpace : $"[{WhiteSpace}]",
                    'S' when !inClass => $"[^{WhiteSpace}]",
                    'D' when !inClass => "[^0-9]",
                    'W' when !inClass => "[^0-9A-Za-z_]",
                    '/' => "/",
                    _ => $"\\{source[at]}",
                });
                continue;
            }
            // .NET reads a bracket inside a class as a subtraction, ECMA-262 as itself.
            if (letter == '[' && inClass) output.Append("\\[");
            else if (letter == '$' && !inClass) output.Append("\\z");
            else output.Append(letter);
            inClass = inClass ? letter != ']' : letter == '[';
        }
        return output.ToString();
    }
}
