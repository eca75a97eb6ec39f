using System.Globalization;
using System.Text;

namespace Baton.Cli.Clients.Editing;

/// <summary>
/// A TOML 1.0 document as lines, of which one table is written or removed; every other line keeps its bytes. Strings and
/// arrays over several lines are followed, so that a line inside one is never taken for a heading.
/// </summary>
internal sealed class TomlText(string text)
{
    private readonly string _newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    public string Text { get; } = text;

    /// <summary>Whether the table stands under its own heading.</summary>
    public bool HasTable(string table) => Blocks().Any(block => block.Heading == table);

    /// <summary>The keys of a table with their values as they are written; none when it is absent.</summary>
    public IReadOnlyList<(string Key, string Value)> KeysOf(string table)
        => [.. Blocks().Where(block => block.Heading == table).SelectMany(block => block.Keys).Select(key => (key.Name, Text[(Text.IndexOf('=', key.Start) + 1)..key.End].Trim()))];

    /// <summary>
    /// Whether the table's parent is written in a way that a heading cannot be added to (inline or dotted in another table).
    /// </summary>
    public bool IsWrittenInline(string parent, string name) => Blocks().Any(block =>
        (block.Heading.Length == 0 && block.Keys.Any(key => key.Name == parent || IsOrIsUnder(key.Name, $"{parent}.{name}")))
        || (block.Heading == parent && block.Keys.Any(key => IsOrIsUnder(key.Name, name))));

    /// <summary>Writes keys into a table, made at the end when it is absent; its other keys stay, those to drop go.</summary>
    public TomlText Set(string table, IReadOnlyList<(string Key, string Value)> keys, IReadOnlyCollection<string> drop)
    {
        var lines = keys.Select(key => $"{key.Key} = {key.Value}{_newLine}");
        if (Blocks().FirstOrDefault(block => block.Heading == table) is not { } existing)
        {
            var gap = Text.Length == 0 ? "" : Text.EndsWith('\n') ? _newLine : _newLine + _newLine;
            return new TomlText($"{Text}{gap}[{table}]{_newLine}{string.Concat(lines)}");
        }
        var gone = keys.Select(key => key.Key).Concat(drop).ToHashSet(StringComparer.Ordinal);
        var kept = new StringBuilder();
        var position = existing.BodyStart;
        foreach (var key in existing.Keys.Where(key => gone.Contains(key.Name)))
        {
            kept.Append(Text, position, key.Start - position);
            position = key.End;
        }
        kept.Append(Text, position, existing.End - position);
        var heading = Text[..existing.BodyStart];
        if (!heading.EndsWith('\n')) heading += _newLine;
        return new TomlText($"{heading}{string.Concat(lines)}{kept}{Text[existing.End..]}");
    }

    /// <summary>Removes a table and the tables under it.</summary>
    public TomlText Remove(string table)
    {
        var result = new StringBuilder();
        foreach (var block in Blocks())
        {
            var start = IsOrIsUnder(block.Heading, table) ? TrailingComments(block) : block.Start;
            result.Append(Text, start, block.End - start);
        }
        return new TomlText(result.ToString());
    }

    /// <summary>
    /// Where the comments begin that stand behind the last key of a table and apart from it: they speak of the table that follows.
    /// </summary>
    private int TrailingComments(TomlBlock block)
    {
        var start = block.Keys is [.., var last] ? last.End : block.BodyStart;
        var apart = false;
        for (var line = start; line < block.End; line = TomlScanner.LineEnd(Text, line))
        {
            var isEmpty = string.IsNullOrWhiteSpace(Text[line..TomlScanner.LineEnd(Text, line)]);
            if (!isEmpty && apart) return line;
            apart |= isEmpty;
        }
        return block.End;
    }

    /// <summary>A basic string (TOML 1.0, String).</summary>
    public static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsControl(c)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }

    private static bool IsOrIsUnder(string name, string table) => name == table || name.StartsWith(table + ".", StringComparison.Ordinal);

    private List<TomlBlock> Blocks() => TomlScanner.Scan(Text);
}
