using System.Text;

namespace Baton.Memory.Text;

/// <summary>The sections of a Markdown body: from a heading to the next of the same or a higher level, outside code fences.</summary>
internal static class BodySections
{
    /// <summary>One heading and the bytes it rules over.</summary>
    public readonly record struct Section(string Heading, int Level, int Start, int End);

    public static List<Section> Find(ReadOnlySpan<byte> body)
    {
        var open = new List<(string Heading, int Level, int Start)>();
        var fenced = false;
        for (var start = 0; start < body.Length;)
        {
            var length = body[start..].IndexOf((byte)'\n');
            var end = length < 0 ? body.Length : start + length + 1;
            var line = body[start..end];
            if (IsFence(line)) fenced = !fenced;
            else if (!fenced && TryHeading(line, out var level, out var heading)) open.Add((heading, level, start));
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

    private static bool IsFence(ReadOnlySpan<byte> line)
    {
        var text = line.TrimStart((byte)' ');
        return text.StartsWith("```"u8) || text.StartsWith("~~~"u8);
    }

    private static bool TryHeading(ReadOnlySpan<byte> line, out int level, out string heading)
    {
        level = line.IndexOfAnyExcept((byte)'#');
        heading = "";
        if (level is < 1 or > 6 || line[level] is not ((byte)' ' or (byte)'\t')) return false;
        heading = Encoding.UTF8.GetString(line[level..]).Trim().TrimEnd('#').Trim();
        return heading.Length > 0;
    }
}
