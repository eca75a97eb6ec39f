using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Baton.Bench.Process;

/// <summary>One run of a server with a client that waits for each answer.</summary>
internal sealed class Session : IDisposable
{
    private readonly System.Diagnostics.Process _process;
    private readonly Peer _peer;
    private int _id;

    private Session(System.Diagnostics.Process process, Peer peer) => (_process, _peer) = (process, peer);

    public static Session Start(Peer peer, string folder)
    {
        var start = new ProcessStartInfo(peer.Command, peer.Arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        start.Environment[peer.DataVariable] = Path.Combine(folder, peer.DataName);
        var process = System.Diagnostics.Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new Session(process, peer);
    }

    public async Task InitializeAsync()
    {
        await RequestAsync("initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}""");
        await _process.StandardInput.WriteAsync("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
        await _process.StandardInput.FlushAsync();
    }

    public Task CallAsync() => RequestAsync("tools/call", $"{{\"name\":\"{_peer.Tool}\",\"arguments\":{_peer.ToolArguments}}}");

    /// <summary>Resident memory in MiB, as the kernel counts it.</summary>
    public double ResidentMegabytes()
    {
        if (!OperatingSystem.IsLinux())
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000)) _process.Kill();
        _process.Dispose();
    }

    private async Task RequestAsync(string method, string parameters)
    {
        var id = ++_id;
        await _process.StandardInput.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":{parameters}}}\n");
        await _process.StandardInput.FlushAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var message = JsonDocument.Parse(line);
            if (!message.RootElement.TryGetProperty("id", out var answered) || answered.GetInt32() != id) continue;
            if (message.RootElement.TryGetProperty("error", out _)) throw new InvalidOperationException(line);
            return;
        }
        throw new EndOfStreamException($"{_peer.Name} ended.");
    }
}
