using System.Text;

namespace Baton.Cli.Tests;

/// <summary>Takes the words of <c>baton …</c> out of an example line, as a POSIX shell would.</summary>
internal static class ShellLine
{
    /// <summary>The words after <c>baton</c>, without pipes, redirections and substitutions around it.</summary>
    public static string[] CommandOf(string example)
    {
        var start = example.IndexOf("baton ", StringComparison.Ordinal) + "baton ".Length;
        return [.. Words(example[start..]).TakeWhile(word => word is not ("|" or ">" or "<" or ")\"" or "#" or "2>&1"))];
    }

    private static IEnumerable<string> Words(string line)
    {
        var word = new StringBuilder();
        char? quote = null;
        var any = false;
        foreach (var c in line)
        {
            if (quote is { } open && c == open) quote = null;
            else if (quote is null && c is '"' or '\'' && quote is null) (quote, any) = (c, true);
            else if (quote is null && c == ')') break;
            else if (quote is null && c == ' ')
            {
                if (any || word.Length > 0) yield return word.ToString();
                (any, _) = (false, word.Clear());
            }
            else word.Append(c);
        }
        if (any || word.Length > 0) yield return word.ToString();
    }
}
