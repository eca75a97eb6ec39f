using System.Diagnostics;

namespace Baton.Cli.Workspaces;

/// <summary>
/// Runs git on a folder that nobody vouches for: no shell, no hooks, no file-system monitor, no prompt, no index lock, and
/// none of the <c>GIT_*</c> variables that a surrounding hook may have left.
/// </summary>
internal static class GitCommand
{
    private const int MaxOutput = 16 * 1024 * 1024;

    /// <summary>Standard output, or null when git is absent, fails or says more than it may.</summary>
    /// <param name="root">Where to run.</param>
    /// <param name="settings"><c>key=value</c> pairs for <c>-c</c>, beside the safe ones.</param>
    /// <param name="arguments">The git command.</param>
    /// <param name="cancellationToken">Kills git.</param>
    public static async Task<byte[]?> RunAsync(
        string root, IEnumerable<string> settings, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        string[] safe = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "core.untrackedCache=keep", "core.quotePath=false"];
        foreach (var setting in safe.Concat(settings))
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        return await RunAsync(start, cancellationToken);
    }

    private static async Task<byte[]?> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using var git = new Process { StartInfo = start };
        try
        {
            if (!git.Start()) return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        try
        {
            git.StandardInput.Close();
            var complaints = git.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
            var output = await ReadAsync(git.StandardOutput.BaseStream, cancellationToken);
            if (output is null) return null;
            await complaints;
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? output : null;
        }
        finally
        {
            if (!git.HasExited) git.Kill(entireProcessTree: true);
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await stream.ReadAsync(chunk, cancellationToken) is var read and > 0)
        {
            if (all.Length + read > MaxOutput) return null;
            all.Write(chunk, 0, read);
        }
        return all.ToArray();
    }
}
