using System.Text.Json.Nodes;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Errors;

namespace Baton.EverythingServer.Tools;

/// <summary>Tools by which the suite provokes what it wants to see.</summary>
internal static class DiagnosticTools
{
    public static IEnumerable<Tool> All(Changes changes) =>
    [
        new("test_missing_capability", "Needs a client that offers sampling.", request => request.State.Offers("sampling")
            ? Task.FromResult(Json.Text("The client offers sampling"))
            : throw new Fault(ErrorCode.MissingRequiredClientCapability, "The client must offer sampling", Json.Object("""{"requiredCapabilities":{"sampling":{}}}"""))),
        new("test_logging_tool", "Logs where the client wants log messages.", async request =>
        {
            if (request.State.LogLevel is "debug" or "info") await request.Client.NotifyAsync("notifications/message", new JsonObject { ["level"] = "info", ["data"] = "logged" });
            return Json.Text("Logged");
        }),
        Trigger("test_trigger_tool_change", "Says that the tools changed.", changes, "notifications/tools/list_changed"),
        Trigger("test_trigger_prompt_change", "Says that the prompts changed.", changes, "notifications/prompts/list_changed"),
    ];

    private static Tool Trigger(string name, string description, Changes changes, string method) => new(name, description, _ =>
    {
        changes.Announce(method);
        return Task.FromResult(Json.Text("Announced"));
    });
}
