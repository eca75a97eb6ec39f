using System.Text.RegularExpressions;
using Baton.Policy.Regexes;

namespace Baton.Policy.Schemas;

/// <summary>
/// A pattern of a schema, in ECMA-262's syntax. What RE2 can do runs in linear time; lookarounds and back references run under
/// a time limit.
/// </summary>
internal sealed class SchemaPattern
{
    private readonly Re2Pattern? _linear;
    private readonly Regex? _backtracking;

    private SchemaPattern(string source, Re2Pattern? linear, Regex? backtracking)
    {
        Source = source;
        _linear = linear;
        _backtracking = backtracking;
    }

    public string Source { get; }

    public int Weight => _linear?.Weight ?? 1;

    public static SchemaPattern? Parse(string source)
    {
        if (Re2Pattern.Parse(EcmaSyntax.ToRe2(source), ignoreCase: false, full: false, out _, knowsProperties: true) is { } linear) return new SchemaPattern(source, linear, null);
        try
        {
            var regex = new Regex(EcmaSyntax.ToBacktracking(source), RegexOptions.CultureInvariant, SchemaLimits.PatternTime);
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
}
