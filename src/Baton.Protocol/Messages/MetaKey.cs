namespace Baton.Protocol.Messages;

/// <summary>Keys of <c>_meta</c> that the specification reserves (2026-07-28, Base protocol, <c>_meta</c>) and those of Baton.</summary>
public static class MetaKey
{
    public const string ProgressToken = "progressToken";
    public const string ProtocolVersion = "io.modelcontextprotocol/protocolVersion";
    public const string ClientInfo = "io.modelcontextprotocol/clientInfo";
    public const string ClientCapabilities = "io.modelcontextprotocol/clientCapabilities";
    public const string LogLevel = "io.modelcontextprotocol/logLevel";
    public const string ServerInfo = "io.modelcontextprotocol/serverInfo";
    public const string SubscriptionId = "io.modelcontextprotocol/subscriptionId";
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";
    public const string Baggage = "baggage";

    /// <summary>Why a built-in tool failed.</summary>
    public const string BatonError = "dev.baton/error";

    /// <summary>Why policy refused a call.</summary>
    public const string BatonDecision = "dev.baton/decision";
}
