using System.Text.Json.Nodes;
using Baton.EverythingServer.Wire;

namespace Baton.EverythingServer.Content;

/// <summary>Asks for input in the stateless era (2026-07-28, Multi round-trip requests).</summary>
internal static class Input
{
    public static JsonObject Required(params KeyValuePair<string, JsonNode?>[] requests)
        => new() { ["resultType"] = "input_required", ["inputRequests"] = new JsonObject(requests) };

    public static JsonObject Required(string state, params KeyValuePair<string, JsonNode?>[] requests)
    {
        var result = Required(requests);
        result["requestState"] = state;
        return result;
    }

    public static KeyValuePair<string, JsonNode?> Elicit(string key, string message, string property, string type) => KeyValuePair.Create<string, JsonNode?>(key, new JsonObject
    {
        ["method"] = "elicitation/create",
        ["params"] = new JsonObject
        {
            ["mode"] = "form",
            ["message"] = message,
            ["requestedSchema"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { [property] = new JsonObject { ["type"] = type } },
                ["required"] = new JsonArray(property),
            },
        },
    });

    public static KeyValuePair<string, JsonNode?> Sample(string key, string text, int tokens) => KeyValuePair.Create<string, JsonNode?>(key, new JsonObject
    {
        ["method"] = "sampling/createMessage",
        ["params"] = Sampling(text, tokens),
    });

    public static KeyValuePair<string, JsonNode?> Roots(string key) => KeyValuePair.Create<string, JsonNode?>(key, Json.Object("""{"method":"roots/list","params":{}}"""));

    /// <summary>The parameters of a request for a completion by the client's model.</summary>
    public static JsonObject Sampling(string text, int tokens) => new()
    {
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = new JsonObject { ["type"] = "text", ["text"] = text } }),
        ["maxTokens"] = tokens,
    };
}
