using System.Diagnostics;
using System.Globalization;

namespace Baton.Bench.Gateway.Peers;

/// <summary>A process of the run; what it costs is read from the kernel.</summary>
internal sealed class Child : IAsyncDisposable
{
    private const double TicksPerSecond = 100;

    private readonly Process _process;

    private Child(Process process) => _process = process;

    /// <summary>Processor time so far, in seconds, of this process alone.</summary>
    public double ProcessorSeconds
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }

    /// <summary>Resident memory, in MiB.</summary>
    public double ResidentMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Starts one and gives the first line it writes.</summary>
    public static async Task<(Child Child, string Said)> StartAsync(string program, params string[] arguments)
    {
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = Start(program, arguments, line =>
        {
            if (line is not null) said.TrySetResult(line);
            else said.TrySetException(new InvalidOperationException($"{program} ended without a word."));
        });
        return (child, await said.Task);
    }

    /// <summary>Starts one that says nothing of use.</summary>
    public static Child StartSilent(string program, params string[] arguments) => Start(program, arguments, static _ => { });

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Child Start(string program, string[] arguments, Action<string?> heard)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, line) => heard(line.Data);
        process.BeginOutputReadLine();
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new Child(process);
    }
}
