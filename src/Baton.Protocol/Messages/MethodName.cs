namespace Baton.Protocol.Messages;

/// <summary>The methods of MCP that Baton treats by name; every other one is relayed or refused as unknown.</summary>
public static class MethodName
{
    public const string Initialize = "initialize";
    public const string Initialized = "notifications/initialized";
    public const string Ping = "ping";
    public const string Discover = "server/discover";
    public const string ListTools = "tools/list";
    public const string CallTool = "tools/call";
    public const string ListResources = "resources/list";
    public const string ListResourceTemplates = "resources/templates/list";
    public const string ReadResource = "resources/read";
    public const string SubscribeResource = "resources/subscribe";
    public const string UnsubscribeResource = "resources/unsubscribe";
    public const string ListPrompts = "prompts/list";
    public const string GetPrompt = "prompts/get";
    public const string Complete = "completion/complete";
    public const string SetLogLevel = "logging/setLevel";
    public const string Listen = "subscriptions/listen";

    public const string Cancelled = "notifications/cancelled";
    public const string Progress = "notifications/progress";
    public const string ToolsChanged = "notifications/tools/list_changed";
    public const string PromptsChanged = "notifications/prompts/list_changed";
    public const string ResourcesChanged = "notifications/resources/list_changed";
    public const string ResourceUpdated = "notifications/resources/updated";
    public const string RootsChanged = "notifications/roots/list_changed";
    public const string SubscriptionAcknowledged = "notifications/subscriptions/acknowledged";
}
