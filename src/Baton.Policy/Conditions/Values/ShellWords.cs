using System.Text;

namespace Baton.Policy.Conditions.Values;

/// <summary>
/// Splits a command as a POSIX shell would (POSIX.1-2017, Shell Command Language, 2.2), as long as it is one simple command
/// with no expansion: anything a shell would act upon makes it unreadable.
/// </summary>
internal static class ShellWords
{
    private const string Metacharacters = "|&;<>()$`\\*?[]{}~!#\n\r\0";
    private const string InDoubleQuotes = "$`\\!\n\r\0";

    /// <summary>The words, or null when the text is not one simple command.</summary>
    public static List<string>? Split(ReadOnlySpan<char> command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inside = false;
        for (var at = 0; at < command.Length; at++)
        {
            var letter = command[at];
            if (letter is ' ' or '\t')
            {
                if (inside) words.Add(word.ToString());
                word.Clear();
                inside = false;
            }
            else if (letter is '\'' or '"')
            {
                var length = command[(at + 1)..].IndexOf(letter);
                if (length < 0) return null;
                var quoted = command.Slice(at + 1, length);
                if (quoted.ContainsAny(letter == '"' ? InDoubleQuotes : "\n\r\0")) return null;
                word.Append(quoted);
                inside = true;
                at += length + 1;
            }
            else if (Metacharacters.Contains(letter, StringComparison.Ordinal))
            {
                return null;
            }
            else
            {
                word.Append(letter);
                inside = true;
            }
        }
        if (inside) words.Add(word.ToString());
        return words.Count == 0 || words[0].Contains('=', StringComparison.Ordinal) ? null : words;
    }
}
