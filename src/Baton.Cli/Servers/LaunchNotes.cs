using Baton.Cli.Application;
using Baton.Gateway.Servers;

namespace Baton.Cli.Servers;

/// <summary>What is not there of what a server is started by: it may come later, so that it is said and not refused.</summary>
internal static class LaunchNotes
{
    public static IEnumerable<string> Of(CommandRun run, ServerConfig server)
    {
        if (server is not ServerConfig.Stdio stdio) yield break;
        if (stdio.WorkingFolder is { } folder && !Directory.Exists(folder)) yield return $"there is no folder {folder}; the server cannot start without it.";
        if (!Exists(run, stdio)) yield return $"no program '{stdio.Command}' was found; 'baton server test {stdio.Name}' tries to start it.";
    }

    private static bool Exists(CommandRun run, ServerConfig.Stdio server)
    {
        if (server.Command.AsSpan().ContainsAny('/', '\\')) return File.Exists(Path.Combine(server.WorkingFolder ?? run.Context.WorkingFolder, server.Command));
        var path = server.Variables.GetValueOrDefault("PATH") ?? run.Context.Environment("PATH");
        // without a list of folders nothing can be told
        return path is null || path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => IsIn(run, folder, server.Command));
    }

    private static bool IsIn(CommandRun run, string folder, string command)
    {
        string[] endings = OperatingSystem.IsWindows() ? ["", .. (run.Context.Environment("PATHEXT") ?? ".EXE;.CMD;.BAT").Split(';')] : [""];
        return endings.Any(ending => File.Exists(Path.Combine(folder, command + ending)));
    }
}
