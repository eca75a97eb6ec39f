namespace Baton.Protocol.Headers;

/// <summary>HTTP headers of MCP (2026-07-28, Streamable HTTP, Request metadata). Names are compared without regard to case.</summary>
public static class HeaderName
{
    public const string ProtocolVersion = "MCP-Protocol-Version";
    public const string Method = "Mcp-Method";
    public const string Name = "Mcp-Name";
    public const string SessionId = "Mcp-Session-Id";

    /// <summary>Prefix of the headers that mirror a tool's parameters.</summary>
    public const string ParamPrefix = "Mcp-Param-";
}
