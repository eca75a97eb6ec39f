using System.Text.Json.Nodes;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;

namespace Baton.EverythingServer.Content;

/// <summary>The prompts that the suite gets.</summary>
internal static class Prompts
{
    public static JsonObject List() => Json.Object("""
        {"prompts":[
          {"name":"test_simple_prompt","description":"A simple prompt without arguments."},
          {"name":"test_prompt_with_arguments","description":"A prompt with arguments.","arguments":[
            {"name":"arg1","description":"First test argument","required":true},{"name":"arg2","description":"Second test argument","required":true}]},
          {"name":"test_prompt_with_embedded_resource","description":"A prompt with an embedded resource.","arguments":[
            {"name":"resourceUri","description":"URI of the resource to embed","required":true}]},
          {"name":"test_prompt_with_image","description":"A prompt with an image."},
          {"name":"test_input_required_result_prompt","description":"A prompt that asks for input first."}]}
        """);

    public static JsonObject Get(Request request) => (string?)request.Params["name"] switch
    {
        "test_simple_prompt" => Messages(Text("This is a simple prompt for testing.")),
        "test_prompt_with_arguments" => Messages(Text($"Prompt with arguments: arg1='{request.Text("arg1")}', arg2='{request.Text("arg2")}'")),
        "test_prompt_with_embedded_resource" => Messages(
            new JsonObject
            {
                ["type"] = "resource",
                ["resource"] = new JsonObject { ["uri"] = request.Text("resourceUri"), ["mimeType"] = "text/plain", ["text"] = "Embedded resource content for testing." },
            },
            Text("Please process the embedded resource above.")),
        "test_prompt_with_image" => Messages(
            new JsonObject { ["type"] = "image", ["data"] = Media.Png, ["mimeType"] = "image/png" }, Text("Please analyze the image above.")),
        "test_input_required_result_prompt" => Asking(request),
        var name => throw Fault.Params($"Unknown prompt: {name}"),
    };

    private static JsonObject Asking(Request request) => request.InputResponse("user_context") is { } answer
        ? Messages(Text($"Use this context: {answer["content"]?["context"]}"))
        : Input.Required(Input.Elicit("user_context", "What context should the prompt use?", "context", "string"));

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    private static JsonObject Messages(params JsonObject[] contents)
        => new() { ["messages"] = new JsonArray([.. contents.Select(content => (JsonNode)new JsonObject { ["role"] = "user", ["content"] = content })]) };
}
