using System.Text;

namespace Baton.Cli.Clients;

/// <summary>The lines for AGENTS.md, CLAUDE.md and their like: for clients without hooks, and for agents that need telling.</summary>
internal static class AgentsLine
{
    private const string Begin = "<!-- baton -->";
    private const string End = "<!-- /baton -->";

    public const string Text =
        "Memory lives in the MCP server `baton`: call `session_start` before work and `session_close` when you stop; "
        + "save what stays true with `memory_save`, and look with `memory_search` before you ask again.";

    /// <summary>Adds the lines, or brings those that are there up to date.</summary>
    public static string Apply(string document)
    {
        var newLine = document.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var block = $"{Begin}{newLine}{Text}{newLine}{End}";
        if (Find(document) is var (start, end)) return string.Concat(document.AsSpan(0, start), block, document.AsSpan(end));
        var result = new StringBuilder(document);
        if (document.Length > 0 && !document.EndsWith('\n')) result.Append(newLine);
        if (document.Length > 0) result.Append(newLine);
        return result.Append(block).Append(newLine).ToString();
    }

    /// <summary>Takes the lines out, with the empty line that was put before them.</summary>
    public static string Remove(string document)
    {
        if (Find(document) is not var (start, end)) return document;
        var before = document.AsSpan(0, start);
        var after = document.AsSpan(end);
        after = after[LineEnd(after)..];
        if (before.EndsWith("\n\n")) before = before[..^1];
        else if (before.EndsWith("\r\n\r\n")) before = before[..^2];
        return string.Concat(before, after);
    }

    private static int LineEnd(ReadOnlySpan<char> text) => text.StartsWith("\r\n") ? 2 : text.StartsWith("\n") ? 1 : 0;

    private static (int Start, int End)? Find(string document)
    {
        var start = document.IndexOf(Begin, StringComparison.Ordinal);
        var end = start < 0 ? -1 : document.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0 ? null : (start, end + End.Length);
    }
}
