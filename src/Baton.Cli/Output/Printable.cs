using System.Globalization;

namespace Baton.Cli.Output;

/// <summary>
/// Text that agents and servers wrote, made safe for a terminal: control characters other than line ends and tabs would move its
/// cursor or retitle its window, and are shown as pictures (U+2400 and on); characters that reorder what is read (Unicode's
/// explicit directional embeddings, overrides and isolates) would hide what is approved, and are shown as their code.
/// </summary>
internal static class Printable
{
    /// <summary>For standard output: a pipe gets the text as it is.</summary>
    public static string For(Terminal terminal, string text) => terminal.IsTerminal ? Safe(text) : text;

    /// <summary>For messages, which go to a terminal even while the answer goes into a pipe.</summary>
    public static string Safe(string text) => text.Any(IsDangerous) ? string.Concat(text.Select(Show)) : text;

    private static bool IsDangerous(char c) => (char.IsControl(c) && c is not ('\n' or '\t')) || IsDirection(c);

    private static bool IsDirection(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Show(char c)
    {
        if (!IsDangerous(c)) return c.ToString();
        if (IsDirection(c)) return string.Create(CultureInfo.InvariantCulture, $"⟨U+{(int)c:X4}⟩");
        return c < 0x20 ? ((char)(0x2400 + c)).ToString() : c == 0x7F ? "\u2421" : "\uFFFD";
    }
}
