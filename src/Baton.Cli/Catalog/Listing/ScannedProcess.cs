using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Baton.Cli.Catalog.Listing;

/// <summary>
/// A command that is not trusted: it gets an allow-listed environment, a temporary working folder that is removed, and its
/// own process group, which is killed whole. It can still do what the user can; a scan limits accidents, it is no jail.
/// </summary>
internal sealed partial class ScannedProcess : IAsyncDisposable
{
    private const int Kill = 9;
    private const int KeptErrors = 2_000;
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly string _folder;
    private readonly bool _ownsGroup;
    private readonly StringBuilder _errors = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ScannedProcess(Process process, string folder, bool ownsGroup)
    {
        _process = process;
        _folder = folder;
        _ownsGroup = ownsGroup;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) _said.TrySetResult();
            else Keep(line.Data);
        };
        process.BeginErrorReadLine();
        process.Exited += (_, _) => End();
        process.EnableRaisingEvents = true;
    }

    /// <summary>
    /// Cancelled soon after the process has ended. The end of its output is no safe sign: a grandchild may hold the pipe open.
    /// </summary>
    public CancellationToken Ended => _ended.Token;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Everything it finds in its environment, the temporary folder apart.</param>
    /// <param name="workingFolder">Where an operator said that it runs; else a temporary folder.</param>
    /// <exception cref="ListingException">The command cannot be started.</exception>
    public static ScannedProcess Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string? workingFolder = null)
    {
        var folder = Directory.CreateTempSubdirectory("baton-scan-").FullName;
        var setsid = OperatingSystem.IsWindows() ? null : Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists);
        var start = new ProcessStartInfo(setsid ?? command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = workingFolder ?? folder,
        };
        foreach (var argument in setsid is null ? command.Skip(1) : command) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["TMPDIR"] = folder;
        try
        {
            return new ScannedProcess(Process.Start(start)!, folder, setsid is not null);
        }
        catch (System.ComponentModel.Win32Exception failed)
        {
            Remove(folder);
            throw new ListingException($"Cannot start {command[0]}: {failed.Message}");
        }
    }

    /// <summary>
    /// The end of what the command wrote to standard error, as it can be added to a sentence. Its output may end before its last
    /// line here is read, so the end of that is waited for a moment.
    /// </summary>
    public async Task<string> LastWordsAsync()
    {
        await Task.WhenAny(_said.Task, Task.Delay(Grace));
        lock (_errors)
        {
            var last = _errors.ToString().Trim();
            return last.Length == 0 ? "." : $": {Baton.Catalog.Text.Printable.Of(last)}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_ownsGroup) _ = KillGroup(-_process.Id, Kill);
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (Exception gone) when (gone is InvalidOperationException or TimeoutException)
        {
            // It ended by itself between the question and the kill, or somebody else holds its error stream.
        }
        _process.Dispose();
        _ended.Dispose();
        Remove(_folder);
    }

    private void End()
    {
        try
        {
            _ended.CancelAfter(Grace);
        }
        catch (ObjectDisposedException)
        {
            // The scan is over already.
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_errors)
        {
            _errors.Append(line.AsSpan(0, Math.Min(line.Length, KeptErrors))).Append(' ');
            if (_errors.Length > KeptErrors) _errors.Remove(0, _errors.Length - KeptErrors);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary folder; a scan does not fail for what is left there.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int KillGroup(int pid, int signal);
}
