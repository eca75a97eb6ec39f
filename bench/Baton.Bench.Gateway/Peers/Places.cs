using System.Net;
using System.Net.Sockets;

namespace Baton.Bench.Gateway.Peers;

/// <summary>Where the programs of the run lie.</summary>
internal static class Places
{
    private static readonly string Root = FindRoot();

    public static string Baton { get; } = Environment.GetEnvironmentVariable("BATON_BINARY") is { Length: > 0 } given ? given : Path.Combine(Root, "artifacts", "baton", "baton");

    public static string Node { get; } = Module(".bin", "node");

    public static string McpProxy { get; } = Module("mcp-proxy", "dist", "bin", "mcp-proxy.mjs");

    public static string Supergateway { get; } = Module("supergateway", "dist", "index.js");

    /// <summary>This program, for its other roles.</summary>
    public static string Self => Environment.ProcessPath!;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Module(params string[] path) => Path.Combine([Root, "artifacts", "node", "node_modules", .. path]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props"))) return folder.FullName;
        }
        throw new InvalidOperationException("Run it from a checkout.");
    }
}
