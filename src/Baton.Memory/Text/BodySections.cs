using System.Text;

namespace Baton.Memory.Text;

/// <summary>
/// The sections of a Markdown body: from a heading, marked or underlined, to the next of the same or a higher level, outside code fences.
/// </summary>
internal static class BodySections
{
    private const int MostIndent = 3;

    /// <summary>One heading and the bytes it rules over.</summary>
    public readonly record struct Section(string Heading, int Level, int Start, int End);

    public static List<Section> Find(ReadOnlySpan<byte> body)
    {
        var open = new List<(string Heading, int Level, int Start)>();
        var fence = default(Fence);
        var paragraph = OpenParagraph.None;
        for (var start = 0; start < body.Length;)
        {
            var length = body[start..].IndexOf((byte)'\n');
            var end = length < 0 ? body.Length : start + length + 1;
            var line = body[start..end];
            var before = paragraph;
            paragraph = OpenParagraph.None;
            if (fence.Length > 0) fence = fence.IsClosedBy(line) ? default : fence;
            else if (Fence.Of(line) is { Length: > 0 } opened) fence = opened;
            else if (TryHeading(line, out var level, out var heading)) open.Add((heading, level, start));
            else if (before.IsUnderlinedBy(line, out level)) open.Add((before.HeadingOf(body[..start]), level, before.Start));
            else paragraph = before.Then(line, start);
            start = end;
        }
        var sections = new List<Section>(open.Count);
        for (var i = 0; i < open.Count; i++)
        {
            var next = open.FindIndex(i + 1, other => other.Level <= open[i].Level);
            sections.Add(new Section(open[i].Heading, open[i].Level, open[i].Start, next < 0 ? body.Length : open[next].Start));
        }
        return sections;
    }

    /// <summary>The section whose heading equals the name, else the only one that contains it.</summary>
    public static bool TryFind(List<Section> sections, string name, out Section found)
    {
        var wanted = name.Trim().TrimStart('#').Trim();
        var exact = sections.FindIndex(section => section.Heading.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        if (exact < 0)
        {
            var near = sections.Where(section => section.Heading.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
            if (near.Count != 1 || wanted.Length == 0)
            {
                found = default;
                return false;
            }
            found = near[0];
            return true;
        }
        found = sections[exact];
        return true;
    }

    /// <summary>As CommonMark 4.2: up to three spaces before it, and marks at its end are dropped only where a space stands before them.</summary>
    private static bool TryHeading(ReadOnlySpan<byte> line, out int level, out string heading)
    {
        (level, heading) = (0, "");
        var indent = line.IndexOfAnyExcept((byte)' ');
        if (indent is < 0 or > MostIndent) return false;
        line = line[indent..];
        level = line.IndexOfAnyExcept((byte)'#');
        if (level is < 1 or > 6 || line[level] is not ((byte)' ' or (byte)'\t')) return false;
        var text = Encoding.UTF8.GetString(line[level..]).TrimEnd();
        var open = text.TrimEnd('#');
        heading = (open.Length == 0 || open[^1] is ' ' or '\t' ? open : text).Trim();
        return heading.Length > 0;
    }

    /// <summary>The line that opens a block of code: only a line of the same marks, at least as many and nothing else, closes it.</summary>
    private readonly record struct Fence(byte Mark, int Length)
    {
        private const int Shortest = 3;

        public static Fence Of(ReadOnlySpan<byte> line)
        {
            var text = line.Trim(" \r\n"u8);
            if (text.IsEmpty || text[0] is not ((byte)'`' or (byte)'~')) return default;
            var length = text.IndexOfAnyExcept(text[0]);
            if (length < 0) length = text.Length;
            var isInline = text[0] == '`' && text[length..].Contains((byte)'`');
            return length < Shortest || isInline ? default : new Fence(text[0], length);
        }

        public bool IsClosedBy(ReadOnlySpan<byte> line)
        {
            var text = line.Trim(" \t\r\n"u8);
            return text.Length >= Length && text.IndexOfAnyExcept(Mark) < 0;
        }
    }
}
