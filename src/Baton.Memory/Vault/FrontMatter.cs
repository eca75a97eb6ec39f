using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Json;

namespace Baton.Memory.Vault;

/// <summary>
/// The fields above a file's text, in a strict part of YAML: one field a line, its value plain or a double-quoted JSON
/// string; a list as indented lines that begin with a dash.
/// </summary>
internal sealed class FrontMatter
{
    private readonly List<(string Name, string? Text, ImmutableArray<string> Items)> _fields = [];

    public void Add(string name, string? text)
    {
        if (text is not null) _fields.Add((name, text, []));
    }

    public void Add(string name, ImmutableArray<string> items)
    {
        if (!items.IsDefaultOrEmpty) _fields.Add((name, null, items));
    }

    public string? Text(string name) => _fields.FirstOrDefault(field => field.Name == name).Text;

    public ImmutableArray<string> Items(string name) => _fields.FirstOrDefault(field => field.Name == name).Items is { IsDefault: false } items ? items : [];

    /// <exception cref="FormatException">A line is not understood; says which.</exception>
    public static FrontMatter Read(IEnumerable<string> lines)
    {
        var matter = new FrontMatter();
        var number = 1;
        foreach (var line in lines)
        {
            number++;
            if (line.Trim().Length == 0) continue;
            try
            {
                matter.ReadLine(line);
            }
            catch (JsonException)
            {
                throw new FormatException($"Line {number} is not understood: {Baton.Memory.Text.Excerpt.Line(line, 60)}");
            }
        }
        return matter;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, value, items) in _fields)
        {
            text.Append(name).Append(':');
            if (value is not null) text.Append(' ').Append(Scalar(value));
            text.Append('\n');
            foreach (var item in items) text.Append("  - ").Append(Scalar(item)).Append('\n');
        }
        return text.ToString();
    }

    private void ReadLine(string line)
    {
        var trimmed = line.Trim();
        if (trimmed.StartsWith("- ", StringComparison.Ordinal) && _fields.Count > 0 && _fields[^1] is { Text: null } last)
        {
            _fields[^1] = last with { Items = last.Items.Add(Value(trimmed[2..].Trim())) };
            return;
        }
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !line.AsSpan(0, colon).ContainsOnlyNameLetters() || _fields.Exists(field => field.Name == line[..colon])) throw new JsonException();
        var value = line[(colon + 1)..].Trim();
        _fields.Add((line[..colon], value.Length == 0 ? null : Value(value), []));
    }

    private static string Value(string text)
    {
        if (text[0] is '|' or '>' or '[' or '{' or '&' or '*' or '!') throw new JsonException();
        if (text[0] != '"') return text;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        reader.Read();
        var value = reader.GetString()!;
        return reader.Read() ? throw new JsonException() : value;
    }

    private static string Scalar(string text)
        => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-' or ':' or '+') && text[0] is not ('-' or ':')
            ? text
            : Encoding.UTF8.GetString(JsonText.Write(json => json.WriteStringValue(text)).Span);
}

/// <summary>What a field's name is made of.</summary>
internal static class FrontMatterNames
{
    public static bool ContainsOnlyNameLetters(this ReadOnlySpan<char> name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterLower(letter) && letter != '_') return false;
        }
        return true;
    }
}
