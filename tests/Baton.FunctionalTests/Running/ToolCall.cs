using System.Text.Json.Nodes;

namespace Baton.FunctionalTests.Running;

/// <summary>What a <c>tools/call</c> brought back.</summary>
public sealed record ToolCall(JsonNode Message)
{
    public JsonNode Result => Message["result"] ?? throw new InvalidOperationException(Message.ToJsonString());

    public bool IsError => Result["isError"]?.GetValue<bool>() == true;

    public JsonNode Content => IsError ? throw new InvalidOperationException(Message.ToJsonString()) : Result["structuredContent"]!;

    public JsonNode Error => Result["_meta"]!["dev.baton/error"]!;

    public string Code => Error["code"]!.GetValue<string>();

    /// <summary>The code of a JSON-RPC error, where the call never became one.</summary>
    public int? RpcCode => Message["error"]?["code"]?.GetValue<int>();
}
