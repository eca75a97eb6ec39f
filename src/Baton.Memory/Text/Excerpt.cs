using System.Globalization;
using System.Text;

namespace Baton.Memory.Text;

/// <summary>Shortened text that says how much was left out.</summary>
internal static class Excerpt
{
    /// <summary>The text on one line, within a number of bytes; what was cut is counted at its end.</summary>
    public static string Line(string text, int bytes)
    {
        var line = OneLine(text);
        var size = Encoding.UTF8.GetByteCount(line);
        if (size <= bytes) return line;
        var utf8 = Encoding.UTF8.GetBytes(line);
        var cut = Utf8Cut.Head(utf8, Math.Max(bytes - 20, 1));
        return string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(utf8, 0, cut).TrimEnd()}… (+{TokenCount.OfBytes(size - cut)} tokens)");
    }

    /// <summary>The text without line breaks, other control characters and repeated spaces.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        var gap = false;
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                gap = line.Length > 0;
                continue;
            }
            if (gap) line.Append(' ');
            gap = false;
            line.Append(letter);
        }
        return line.ToString();
    }
}
