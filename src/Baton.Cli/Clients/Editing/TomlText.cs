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
            if (IsOrIsUnder(block.Heading, table)) continue;
            result.Append(Text, block.Start, block.End - block.Start);
        }
        return new TomlText(result.ToString());
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
