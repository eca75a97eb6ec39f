using System.Globalization;
using System.Text;

namespace Baton.Memory.Keys;

/// <summary>Keys and names that people and agents choose: trimmed, 1 to 200 characters, case-sensitive, without control characters.</summary>
internal static class KeyRules
{
    /// <summary>The trimmed key, or null with the reason why it is none.</summary>
    public static string? Normalise(string text, int longest, out string problem)
    {
        var key = text.Trim();
        var length = 0;
        problem = "";
        foreach (var rune in key.EnumerateRunes())
        {
            length++;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                problem = $"has the control character U+{rune.Value:X4} at position {length}";
                return null;
            }
        }
        if (length == 0) problem = "is empty";
        if (length > longest) problem = $"has {length} characters, {longest} are allowed";
        return problem.Length == 0 ? key : null;
    }
}
