using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Baton.TestSupport.Processes;

namespace Baton.FunctionalTests.RealServers;

/// <summary>The npm server <c>server-everything</c> as people run it remotely: over Streamable HTTP on a port of its own.</summary>
public sealed class EverythingOverHttp : IAsyncDisposable
{
    private readonly Process _process;

    private EverythingOverHttp(Process process, int port)
    {
        _process = process;
        Url = $"http://127.0.0.1:{port}/mcp";
    }

    public string Url { get; }

    public static string Script { get; } = Path.Combine(NodePeers.Package("@modelcontextprotocol/server-everything"), "dist", "index.js");

    public static async Task<EverythingOverHttp> StartAsync()
    {
        var port = FreePort();
        var start = new ProcessStartInfo(NodePeers.Program, [Script, "streamableHttp"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) listening.TrySetException(new InvalidOperationException("server-everything ended."));
            else if (line.Data.Contains("listening on port", StringComparison.Ordinal)) listening.TrySetResult();
        };
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return new EverythingOverHttp(process, port);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
