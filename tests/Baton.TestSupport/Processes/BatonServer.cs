using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Baton.TestSupport.Processes;

/// <summary>A <c>baton up</c> of its own: a free port and a data folder that goes with it.</summary>
public sealed partial class BatonServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly bool _ownsData;

    private BatonServer(Process process, string address, string data, bool ownsData)
    {
        _process = process;
        _ownsData = ownsData;
        Address = address;
        Data = data;
    }

    /// <summary>Scheme, host and port.</summary>
    public string Address { get; }

    /// <summary>The endpoint of the memory server.</summary>
    public string Endpoint => Address + "/mcp/memory";

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts one on <paramref name="data"/>, or on a new folder that is removed with the server.</summary>
    public static async Task<BatonServer> StartAsync(string? data = null, params string[] arguments)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("baton-test-").FullName;
        var start = new ProcessStartInfo(
            BatonBinary.Path ?? throw new InvalidOperationException(BatonBinary.Missing), ["up", "--urls", "http://127.0.0.1:0", "--data", folder, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var said = new StringBuilder();
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string? line)
        {
            if (line is null)
            {
                if (process.HasExited) address.TrySetException(new InvalidOperationException($"baton up ended with {process.ExitCode}: {said}"));
                return;
            }
            lock (said) said.AppendLine(line);
            if (Listening().Match(line) is { Success: true } match) address.TrySetResult(match.Value);
        }
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new BatonServer(process, await address.Task.WaitAsync(Patience), folder, data is null);
    }

    /// <summary>Asks it to stop, as a service manager does, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        if (_ownsData) Directory.Delete(Data, recursive: true);
    }

    [GeneratedRegex(@"http://[\w\.\[\]:]+:\d+")]
    private static partial Regex Listening();
}
