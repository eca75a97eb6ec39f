using System.ComponentModel;
using System.Diagnostics;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>A server's process: its streams, its end, and how it is brought about.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private int _isGroupEnded;

    private ChildProcess(Process process, TimeProvider time)
    {
        _process = process;
        _time = time;
        Exited = process.WaitForExitAsync();
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Errors => _process.StandardError.BaseStream;

    public int Id => _process.Id;

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited { get; }

    /// <summary>How it ended, in words.</summary>
    public string Ending => !_process.HasExited ? "it closed its output"
        : _process.ExitCode > 128 ? $"killed by signal {_process.ExitCode - 128}"
        : $"exit code {_process.ExitCode}";

    /// <summary>Starts it; null, with the reason, when that cannot be done.</summary>
    public static ChildProcess? Start(ChildCommand command, TimeProvider time, out string problem)
    {
        problem = "";
        if (command.Locate() is not { } program)
        {
            problem = $"The command '{command.FileName}' was not found, or may not be run.";
            return null;
        }
        var start = new ProcessStartInfo(ProcessGroup.Leader ?? program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = command.WorkingFolder ?? "",
        };
        if (ProcessGroup.Leader is not null) start.ArgumentList.Add(program);
        foreach (var argument in command.Arguments) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        try
        {
            return new ChildProcess(Process.Start(start)!, time);
        }
        catch (Exception failed) when (failed is Win32Exception or IOException)
        {
            problem = $"The command '{command.FileName}' could not be started: {failed.Message}";
            return null;
        }
    }

    /// <summary>Ends it in MCP's order (2025-11-25, Lifecycle, stdio): its input, then a request to end, then by force; its whole group with it.</summary>
    public async ValueTask StopAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // what it did not read is lost with it
        }
        if (!await EndsAsync())
        {
            if (Volatile.Read(ref _isGroupEnded) == 0) ProcessGroup.Stop(Id);
            if (ProcessGroup.Leader is null || !await EndsAsync()) KillTree();
        }
        EndGroup();
        await Exited;
    }

    /// <summary>Ends what the process left behind, once: later its number may be another's.</summary>
    public void EndGroup()
    {
        if (Interlocked.Exchange(ref _isGroupEnded, 1) == 0) ProcessGroup.End(Id);
    }

    public void Dispose() => _process.Dispose();

    private async Task<bool> EndsAsync()
    {
        try
        {
            await Exited.WaitAsync(Grace, _time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void KillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            // it ended meanwhile
        }
    }
}
