namespace Baton.Cli.Remote;

/// <summary>The address of a Baton that runs, as people type it.</summary>
internal static class BatonAddress
{
    /// <summary>The memory server's endpoint: the address itself when it names a path, else <c>/mcp/memory</c> on it.</summary>
    public static string Endpoint(string address)
    {
        var trimmed = address.TrimEnd('/');
        return Uri.TryCreate(trimmed, UriKind.Absolute, out var uri) && uri.AbsolutePath is not "/" and not "" ? trimmed : trimmed + "/mcp/memory";
    }
}
