using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Tools;

/// <summary>Knows the tools of the servers behind the gateway; answers from memory.</summary>
public interface IToolDirectory
{
    /// <summary>What is known of a tool that a call names; null when its server has not listed it.</summary>
    KnownTool? Find(Call call, string tool);

    /// <summary>What is known of a tool that nobody calls.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="dialect">Whose names the built-in server's tools have; null for its own.</param>
    /// <param name="tool">The tool.</param>
    KnownTool? Find(string server, string? dialect, string tool);

    /// <summary>Whether a server has ever listed its tools.</summary>
    bool Lists(string server);
}
