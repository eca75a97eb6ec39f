namespace Baton.Cli.Clients.Editing;

/// <summary>The lines between two headings.</summary>
/// <param name="Heading">The table's name without spaces and quotes; empty before the first heading.</param>
/// <param name="Start">Offset of the heading's line.</param>
/// <param name="BodyStart">Offset of the line after it.</param>
internal sealed record TomlBlock(string Heading, int Start, int BodyStart)
{
    /// <summary>Offset after the last line.</summary>
    public int End { get; set; }

    public List<TomlKey> Keys { get; } = [];
}

/// <summary>A key with its value, which may span lines.</summary>
internal sealed record TomlKey(string Name, int Start, int End);

/// <summary>Finds headings and keys; values are only followed to their end.</summary>
internal static class TomlScanner
{
    public static List<TomlBlock> Scan(string text)
    {
        var blocks = new List<TomlBlock> { new("", 0, 0) };
        var position = 0;
        while (position < text.Length)
        {
            var lineEnd = LineEnd(text, position);
            var line = text.AsSpan(position..lineEnd).Trim();
            if (line.StartsWith("["))
            {
                blocks[^1].End = position;
                blocks.Add(new TomlBlock(Normalise(HeadingOf(line)), position, lineEnd));
            }
            else if (line.Length > 0 && line[0] != '#' && text.IndexOf('=', position, lineEnd - position) is var equals and >= 0)
            {
                var end = ValueEnd(text, equals + 1);
                blocks[^1].Keys.Add(new TomlKey(Normalise(text.AsSpan(position..equals)), position, end));
                position = end;
                continue;
            }
            position = lineEnd;
        }
        blocks[^1].End = text.Length;
        return blocks;
    }

    private static ReadOnlySpan<char> HeadingOf(ReadOnlySpan<char> line)
    {
        var inner = line.TrimStart('[');
        return inner.IndexOf(']') is var close and >= 0 ? inner[..close] : inner;
    }

    private static string Normalise(ReadOnlySpan<char> name)
        => string.Join('.', name.ToString().Split('.').Select(part => part.Trim().Trim('"', '\'')));

    /// <summary>The offset after the line on which a value ends.</summary>
    private static int ValueEnd(string text, int position)
    {
        var depth = 0;
        while (position < text.Length)
        {
            switch (text[position])
            {
                case '"' or '\'': position = StringEnd(text, position); continue;
                case '#': position = CommentEnd(text, position); continue;
                case '[' or '{': depth++; break;
                case ']' or '}': depth--; break;
                case '\n' when depth <= 0: return position + 1;
            }
            position++;
        }
        return text.Length;
    }

    private static int CommentEnd(string text, int position)
        => text.IndexOf('\n', position) is var end and >= 0 ? end : text.Length;

    private static int StringEnd(string text, int position)
    {
        var quote = text[position];
        var triple = new string(quote, 3);
        var isLong = string.CompareOrdinal(text, position, triple, 0, 3) == 0;
        position += isLong ? 3 : 1;
        while (position < text.Length)
        {
            if (quote == '"' && text[position] == '\\') position += 2;
            else if (isLong && string.CompareOrdinal(text, position, triple, 0, 3) == 0) return position + 3;
            else if (!isLong && (text[position] == quote || text[position] == '\n')) return position + (text[position] == quote ? 1 : 0);
            else position++;
        }
        return text.Length;
    }

    /// <summary>The offset after the line of an offset.</summary>
    public static int LineEnd(string text, int position)
        => text.IndexOf('\n', position) is var end and >= 0 ? end + 1 : text.Length;
}
