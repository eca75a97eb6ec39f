using System.Text.Json.Nodes;
using Baton.EverythingServer.Content;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;

namespace Baton.EverythingServer.Tools;

/// <summary>Tools that ask for input by <c>input_required</c>.</summary>
internal static class InputTools
{
    public static IEnumerable<Tool> All() =>
    [
        Asking("test_input_required_result_elicitation", "Asks for a name.", "user_name",
            () => Input.Required(Input.Elicit("user_name", "What is your name?", "name", "string")),
            answer => $"Hello, {answer["content"]?["name"]}!"),
        Asking("test_input_required_result_sampling", "Asks the client's model.", "capital_question",
            () => Input.Required(Input.Sample("capital_question", "What is the capital of France?", 100)),
            answer => $"The model said: {answer["content"]?["text"]}"),
        Asking("test_input_required_result_list_roots", "Asks for the client's roots.", "client_roots",
            () => Input.Required(Input.Roots("client_roots")),
            answer => $"Roots: {string.Join(", ", answer["roots"]!.AsArray().Select(root => (string?)root!["uri"]))}"),
        new("test_input_required_result_request_state", "Asks, with state.", request => Task.FromResult(Confirmed(request, "request-state", "Please confirm"))),
        new("test_input_required_result_tampered_state", "Asks, with state that must come back as it was.",
            request => Task.FromResult(Confirmed(request, "tampered-state", "Please confirm"))),
        new("test_input_required_result_multiple_inputs", "Asks for three things at once.", request => Task.FromResult(Multiple(request))),
        new("test_input_required_result_multi_round", "Asks twice.", request => Task.FromResult(Rounds(request))),
        new("test_input_required_result_capabilities", "Asks what the client can answer.", request => Task.FromResult(Capable(request))),
        new("test_streaming_elicitation", "Asks on a stream.",
            _ => Task.FromResult(Input.Required(Input.Elicit("user_name", "What is your name?", "name", "string")))),
    ];

    private static Tool Asking(string name, string description, string key, Func<JsonObject> ask, Func<JsonObject, string> say) => new(
        name, description, request => Task.FromResult(request.InputResponse(key) is { } answer ? Json.Text(say(answer)) : ask()));

    private static JsonObject Confirmed(Request request, string purpose, string message)
    {
        if (request.InputResponse("confirm") is null) return Input.Required(SealedState.Of(purpose), Input.Elicit("confirm", message, "ok", "boolean"));
        return SealedState.Read(request.Params) == purpose ? Json.Text("state-ok") : throw Fault.Params("requestState is of another request");
    }

    private static JsonObject Multiple(Request request)
    {
        string[] keys = ["user_name", "greeting", "client_roots"];
        if (keys.Any(key => request.InputResponse(key) is null))
        {
            return Input.Required(
                SealedState.Of("multiple"), Input.Elicit("user_name", "What is your name?", "name", "string"), Input.Sample("greeting", "Generate a greeting", 50), Input.Roots("client_roots"));
        }
        return SealedState.Read(request.Params) == "multiple" ? Json.Text("All inputs received") : throw Fault.Params("requestState is of another request");
    }

    private static JsonObject Rounds(Request request)
    {
        if (request.InputResponse("step1") is not null && SealedState.Read(request.Params) == "round-1")
        {
            return Input.Required(SealedState.Of("round-2"), Input.Elicit("step2", "Step 2: What is your favorite color?", "color", "string"));
        }
        return request.InputResponse("step2") is { } color && SealedState.Read(request.Params) == "round-2"
            ? Json.Text($"Your color is {color["content"]?["color"]}")
            : Input.Required(SealedState.Of("round-1"), Input.Elicit("step1", "Step 1: What is your name?", "name", "string"));
    }

    private static JsonObject Capable(Request request)
    {
        List<KeyValuePair<string, JsonNode?>> asked = [];
        if (request.State.Offers("elicitation")) asked.Add(Input.Elicit("user_name", "What is your name?", "name", "string"));
        if (request.State.Offers("sampling")) asked.Add(Input.Sample("greeting", "Generate a greeting", 50));
        return asked.Count == 0 ? Json.Text("Nothing can be asked") : Input.Required([.. asked]);
    }
}
