using System.Diagnostics;

namespace Baton.TestSupport.Processes;

/// <summary>A running server with every fixture of the official suite, over HTTP.</summary>
public sealed class EverythingServer : IAsyncDisposable
{
    private readonly Process _process;

    private EverythingServer(Process process, string endpoint) => (_process, Endpoint) = (process, endpoint);

    /// <summary>The program; <c>--stdio</c> makes it a stdio server.</summary>
    public static string Program { get; } = Repository.At(
        "tests", "Baton.EverythingServer", "bin", "Release", "net10.0", OperatingSystem.IsWindows() ? "baton-everything-server.exe" : "baton-everything-server");

    /// <summary>Where it answers, in both eras.</summary>
    public string Endpoint { get; }

    /// <summary>Starts one on a free port.</summary>
    public static async Task<EverythingServer> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(Program, ["--http"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var endpoint = await process.StandardOutput.ReadLineAsync();
        return new EverythingServer(process, endpoint ?? throw new InvalidOperationException("The everything server did not start."));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
