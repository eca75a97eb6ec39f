using System.Net;
using System.Net.Sockets;

namespace Baton.Gateway.Tests.Support;

/// <summary>An address of this machine that nothing listens on.</summary>
internal static class FreePort
{
    public static string Address()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
    }
}
