using System.Text.Json.Nodes;
using Baton.EverythingServer.Content;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;

namespace Baton.EverythingServer.Tools;

/// <summary>Tools that talk to the client while they are called.</summary>
internal static class SessionTools
{
    private const string Defaults = """
        {"type":"object","properties":{
          "name":{"type":"string","description":"User name","default":"John Doe"},
          "age":{"type":"integer","description":"User age","default":30},
          "score":{"type":"number","description":"User score","default":95.5},
          "status":{"type":"string","description":"User status","enum":["active","inactive","pending"],"default":"active"},
          "verified":{"type":"boolean","description":"Verification status","default":true}},"required":[]}
        """;

    private const string Enums = """
        {"type":"object","properties":{
          "untitledSingle":{"type":"string","enum":["option1","option2","option3"]},
          "titledSingle":{"type":"string","oneOf":[{"const":"value1","title":"First Option"},{"const":"value2","title":"Second Option"},{"const":"value3","title":"Third Option"}]},
          "legacyEnum":{"type":"string","enum":["opt1","opt2","opt3"],"enumNames":["Option One","Option Two","Option Three"]},
          "untitledMulti":{"type":"array","items":{"type":"string","enum":["option1","option2","option3"]}},
          "titledMulti":{"type":"array","items":{"anyOf":[{"const":"value1","title":"First Choice"},{"const":"value2","title":"Second Choice"},{"const":"value3","title":"Third Choice"}]}}},
         "required":[]}
        """;

    private const string User = """
        {"type":"object","properties":{"username":{"type":"string","description":"User's response"},"email":{"type":"string","description":"User's email address"}},
         "required":["username","email"]}
        """;

    public static IEnumerable<Tool> All() =>
    [
        new("test_tool_with_logging", "Sends log messages while it runs.", LogAsync),
        new("test_tool_with_progress", "Reports progress while it runs.", ProgressAsync),
        new("test_sampling", "Asks the client's model.", SampleAsync, """{"type":"object","properties":{"prompt":{"type":"string"}},"required":["prompt"]}"""),
        new("test_elicitation", "Asks the user.", async request => Said("User response: ", await ElicitAsync(request, request.Text("message"), User)),
            """{"type":"object","properties":{"message":{"type":"string"}},"required":["message"]}"""),
        new("test_elicitation_sep1034_defaults", "Asks the user, with defaults.",
            async request => Completed(await ElicitAsync(request, "Please review and update the form fields with defaults", Defaults))),
        new("test_elicitation_sep1330_enums", "Asks the user, with every kind of choice.",
            async request => Completed(await ElicitAsync(request, "Please select options from the enum fields", Enums))),
        new("test_reconnection", "Ends its stream before it answers; the client comes back for the answer.", ReconnectAsync),
    ];

    private static async Task<JsonObject> LogAsync(Request request)
    {
        foreach (var text in (string[])["Tool execution started", "Tool processing data", "Tool execution completed"])
        {
            if (request.State.LogLevel is "debug" or "info") await request.Client.NotifyAsync("notifications/message", new JsonObject { ["level"] = "info", ["data"] = text });
        }
        return Json.Text("Tool with logging executed successfully");
    }

    private static async Task<JsonObject> ProgressAsync(Request request)
    {
        var token = request.Params["_meta"]?["progressToken"];
        foreach (var step in (int[])[0, 50, 100])
        {
            if (token is null) break;
            await request.Client.NotifyAsync(
                "notifications/progress", new JsonObject { ["progressToken"] = token.DeepClone(), ["progress"] = step, ["total"] = 100, ["message"] = $"Completed step {step} of 100" });
        }
        return Json.Text("Tool with progress executed successfully");
    }

    private static async Task<JsonObject> SampleAsync(Request request)
    {
        if (!request.State.Offers("sampling")) throw Fault.Params("The client does not support sampling");
        var answer = await request.Client.AskAsync("sampling/createMessage", Input.Sampling(request.Text("prompt"), 100));
        return Json.Text($"LLM response: {answer["content"]?["text"]}");
    }

    private static async Task<JsonNode> ElicitAsync(Request request, string message, string schema)
    {
        if (!request.State.Offers("elicitation")) throw Fault.Params("The client does not support elicitation");
        return await request.Client.AskAsync("elicitation/create", new JsonObject { ["message"] = message, ["requestedSchema"] = JsonNode.Parse(schema) });
    }

    private static async Task<JsonObject> ReconnectAsync(Request request)
    {
        await request.Client.DropAsync();
        return Json.Text("Reconnection test completed successfully");
    }

    private static JsonObject Said(string before, JsonNode answer) => Json.Text($"{before}action: {answer["action"]}, content: {answer["content"]?.ToJsonString()}");

    private static JsonObject Completed(JsonNode answer) => Json.Text($"Elicitation completed: action={answer["action"]}, content={answer["content"]?.ToJsonString()}");
}
