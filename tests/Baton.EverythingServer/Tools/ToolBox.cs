using System.Text.Json.Nodes;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Headers;

namespace Baton.EverythingServer.Tools;

/// <summary>The tools that the suite calls, in the order in which they are listed.</summary>
internal sealed class ToolBox
{
    private readonly List<Tool> _tools;
    private readonly Dictionary<string, Tool> _byName;

    public ToolBox(Changes changes)
    {
        _tools = [.. ContentTools.All(), .. SessionTools.All(), .. SchemaTools.All(), .. InputTools.All(), .. DiagnosticTools.All(changes)];
        _byName = _tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);
    }

    public JsonObject List() => new() { ["tools"] = new JsonArray([.. _tools.Select(tool => (JsonNode)tool.Definition())]) };

    public async Task<JsonObject> CallAsync(Request request)
    {
        var name = (string?)request.Params["name"];
        if (name is null || !_byName.TryGetValue(name, out var tool)) throw Fault.Params($"Unknown tool: {name}");
        return await tool.Run(request);
    }

    /// <summary>The parameters of a tool that clients mirror into headers.</summary>
    public ParamHeaders Headers(string? name) => name is not null && _byName.TryGetValue(name, out var tool) ? tool.Headers : ParamHeaders.None;
}
