namespace Baton.Cli.Clients;

/// <summary>The command lines that hooks run.</summary>
internal static class HookCommand
{
    private const string Start = "session start --project auto --hook ";
    private const string Remind = "session remind --hook ";

    /// <summary>At the start of a session: prints the digest in the form the client reads.</summary>
    public static string AtStart(string program, string client, HookStore store) => Line(program, Start + client, store);

    /// <summary>Before the conversation is compacted: a reminder to save.</summary>
    public static string BeforeCompaction(string program, string client) => Line(program, Remind + client, HookStore.Default);

    /// <summary>Whether Baton wrote this command line, whatever path it was installed under then.</summary>
    public static bool IsOurs(string command)
        => command.Contains(Start, StringComparison.Ordinal) || command.Contains(Remind, StringComparison.Ordinal);

    private static string Line(string program, string command, HookStore store) => string.Join(' ', [Quote(program), command, .. store.Arguments.Select(Quote)]);

    /// <summary>Quotes for a POSIX shell; Windows shells take the double quotes too.</summary>
    private static string Quote(string path)
    {
        if (path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '\\' or ':' or '.' or '_' or '-')) return path;
        return OperatingSystem.IsWindows() ? $"\"{path}\"" : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
