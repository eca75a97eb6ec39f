namespace Baton.FunctionalTests.Running;

/// <summary>Messages as they go over the wire.</summary>
public static class ToolMessage
{
    private const string Meta =
        "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientInfo\":{\"name\":\"functional\",\"version\":\"1\"},"
        + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    /// <summary>A call of the session era; the arguments are raw JSON.</summary>
    public static string Session(int id, string tool, string arguments)
        => $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"tools/call\",\"params\":{{\"name\":\"{tool}\",\"arguments\":{arguments}}}}}";

    /// <summary>A call of the stateless era; the arguments are raw JSON.</summary>
    public static string Stateless(int id, string tool, string arguments)
        => $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"tools/call\",\"params\":{{\"name\":\"{tool}\",\"arguments\":{arguments},\"_meta\":{Meta}}}}}";

    /// <summary>The parameters of <c>initialize</c>.</summary>
    public static string Initialize(string revision)
        => $"{{\"protocolVersion\":\"{revision}\",\"capabilities\":{{}},\"clientInfo\":{{\"name\":\"functional\",\"version\":\"1\"}}}}";

    /// <summary>The parameters of a stateless call.</summary>
    public static string StatelessParameters(string tool, string arguments) => $"{{\"name\":\"{tool}\",\"arguments\":{arguments},\"_meta\":{Meta}}}";
}
