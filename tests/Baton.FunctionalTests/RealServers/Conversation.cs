using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.FunctionalTests.RealServers;

/// <summary>What a client was told: the server's name, its tools, and what came of each call.</summary>
public sealed record Conversation(string Server, IReadOnlyList<string> Tools, IReadOnlyList<CallOutcome> Outcomes)
{
    public static Conversation Read(string json) => JsonSerializer.Deserialize<Conversation>(json, JsonSerializerOptions.Web)!;
}

/// <summary>What came of a call: a result with its first text and Baton's decision, or a JSON-RPC error with its code.</summary>
public sealed record CallOutcome(string Tool, bool IsError, string Text, JsonNode? Decision, int? Code);

/// <summary>A call that a client is to make.</summary>
public sealed record PlannedCall(string Tool, string Arguments = "{}");
