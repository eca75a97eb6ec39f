namespace Baton.Cli.Output;

/// <summary>
/// Text that agents wrote, made safe for a terminal: control characters other than line ends and tabs would move its cursor
/// or retitle its window, and are shown as pictures (U+2400 and on).
/// </summary>
internal static class Printable
{
    public static string For(Terminal terminal, string text)
        => terminal.IsTerminal && text.Any(IsDangerous) ? string.Concat(text.Select(Show)) : text;

    private static bool IsDangerous(char c) => char.IsControl(c) && c is not ('\n' or '\t');

    private static char Show(char c) => !IsDangerous(c) ? c : c < 0x20 ? (char)(0x2400 + c) : c == 0x7F ? '\u2421' : '\uFFFD';
}
