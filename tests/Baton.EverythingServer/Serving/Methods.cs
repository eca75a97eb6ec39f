using System.Text.Json.Nodes;
using Baton.EverythingServer.Content;
using Baton.EverythingServer.Tools;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Errors;
using Baton.Protocol.Revisions;

namespace Baton.EverythingServer.Serving;

/// <summary>Answers requests, whatever brought them here.</summary>
internal sealed class Methods
{
    private const string ServerInfo = """{"name":"baton-everything-server","version":"1.0.0"}""";
    private static readonly string[] Levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

    private readonly ToolBox _tools;

    public Methods() => _tools = new ToolBox(Changes);

    public Changes Changes { get; } = new();

    public ToolBox Tools => _tools;

    public async Task<JsonObject> AnswerAsync(Request request)
    {
        var isStateless = request.Era == Era.Stateless;
        var result = request.Method switch
        {
            "tools/list" => Hinted(_tools.List(), isStateless),
            "tools/call" => await _tools.CallAsync(request),
            "prompts/list" => Hinted(Prompts.List(), isStateless),
            "prompts/get" => Prompts.Get(request),
            "resources/list" => Hinted(Resources.List(), isStateless),
            "resources/templates/list" => Hinted(Resources.Templates(), isStateless),
            "resources/read" => Hinted(Resources.Read(request), isStateless),
            "completion/complete" => Complete(request),
            _ when isStateless => Stateless(request),
            _ => Sessions(request),
        };
        if (!isStateless) return result;
        if (!result.ContainsKey("resultType")) result["resultType"] = "complete";
        result["_meta"] = new JsonObject { ["io.modelcontextprotocol/serverInfo"] = JsonNode.Parse(ServerInfo) };
        return result;
    }

    private static JsonObject Stateless(Request request) => request.Method == "server/discover"
        ? Hinted(Json.Object($$"""{"supportedVersions":["2026-07-28","2025-11-25","2025-06-18"],"capabilities":{{Capabilities(Era.Stateless)}}}"""), true)
        : throw Unknown(request);

    private static JsonObject Sessions(Request request)
    {
        switch (request.Method)
        {
            case "initialize":
                request.State.Capabilities = request.Params["capabilities"]?.DeepClone().AsObject() ?? [];
                request.State.LogLevel = "debug";
                var revision = Revision.Negotiate((string?)request.Params["protocolVersion"], Revision.OverStdio);
                return Json.Object($$"""{"protocolVersion":"{{revision}}","capabilities":{{Capabilities(Era.Sessions)}},"serverInfo":{{ServerInfo}},"instructions":"For conformance tests."}""");
            case "logging/setLevel":
                var level = (string?)request.Params["level"];
                request.State.LogLevel = Levels.Contains(level) ? level : throw Fault.Params("Unknown log level");
                return [];
            case "ping" or "resources/subscribe" or "resources/unsubscribe":
                return [];
            default:
                throw Unknown(request);
        }
    }

    private static string Capabilities(Era era) => era == Era.Sessions
        ? """{"tools":{"listChanged":true},"prompts":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"completions":{},"logging":{}}"""
        : """{"tools":{"listChanged":true},"prompts":{"listChanged":true},"resources":{},"completions":{},"logging":{}}""";

    private static JsonObject Complete(Request request)
    {
        var typed = (string?)request.Params["argument"]?["value"] ?? "";
        var known = new[] { "paris", "park", "party", "testValue1", "testValue2" }.Where(word => word.StartsWith(typed, StringComparison.Ordinal)).ToArray();
        return new JsonObject
        {
            ["completion"] = new JsonObject { ["values"] = new JsonArray([.. known.Select(word => (JsonNode)word)]), ["total"] = known.Length, ["hasMore"] = false },
        };
    }

    private static JsonObject Hinted(JsonObject result, bool isStateless)
    {
        if (!isStateless || (string?)result["resultType"] == "input_required") return result;
        result["ttlMs"] = 30_000;
        result["cacheScope"] = "private";
        return result;
    }

    private static Fault Unknown(Request request) => new(ErrorCode.MethodNotFound, $"Method not found: {request.Method}");
}
