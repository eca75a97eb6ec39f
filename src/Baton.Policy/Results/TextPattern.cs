using Baton.Policy.Regexes;

namespace Baton.Policy.Results;

/// <summary>What is looked for in an answer: a pattern, or a text as it stands. <see cref="Name"/> is what a redaction shows of it.</summary>
internal sealed class TextPattern
{
    private readonly Re2Pattern? _pattern;
    private readonly string _text;

    private TextPattern(string name, Re2Pattern? pattern, string text)
    {
        Name = name;
        _pattern = pattern;
        _text = text;
    }

    public string Name { get; }

    public static TextPattern Literal(string text) => new("text", null, text);

    public static TextPattern Of(string name, Re2Pattern pattern) => new(name, pattern, "");

    /// <summary>A pattern, or null and why it cannot be translated.</summary>
    public static TextPattern? Parse(string name, string pattern, out string error)
        => Re2Pattern.Parse(pattern, ignoreCase: false, full: false, out error) is { } parsed ? Of(name, parsed) : null;

    public bool IsIn(string text) => _pattern?.IsMatch(text) ?? text.Contains(_text, StringComparison.Ordinal);

    public string Blank(string text)
    {
        var by = $"[redacted {Name}]";
        return _pattern?.Replace(text, by) ?? text.Replace(_text, by, StringComparison.Ordinal);
    }
}
