using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Baton.Cli.Clients;

/// <summary>The clients, as their documentation describes their files.</summary>
internal static class ClientCatalogue
{
    public static ImmutableArray<ClientDefinition> All { get; } =
    [
        new()
        {
            Name = "claude-code",
            Title = "Claude Code",
            // Claude Code keeps the file in the home folder, and inside CLAUDE_CONFIG_DIR when that is set.
            ServersFile = places => Path.Combine(places.Environment("CLAUDE_CONFIG_DIR") ?? places.Home, ".claude.json"),
            ServersKey = "mcpServers",
            Entry = Typed,
            Hooks = new(
                places => places.Moved("CLAUDE_CONFIG_DIR", ".claude", "settings.json"), "SessionStart", "PreCompact",
                command => Grouped(new JsonObject { ["type"] = "command", ["command"] = command, ["timeout"] = 15 })),
            Next = "Start a new session; `/mcp` shows baton.",
        },
        new()
        {
            Name = "claude-desktop",
            Title = "Claude Desktop",
            ServersFile = places => places.InConfig("Claude", "claude_desktop_config.json"),
            ServersKey = "mcpServers",
            Entry = entry => entry is ServerEntry.Stdio ? Plain("url")(entry) : null,
            Next = "Quit Claude Desktop and open it again.",
        },
        new()
        {
            Name = "cursor",
            Title = "Cursor",
            ServersFile = places => places.InHome(".cursor", "mcp.json"),
            ServersKey = "mcpServers",
            Entry = Plain("url"),
            Hooks = new(
                places => places.InHome(".cursor", "hooks.json"), "sessionStart", "preCompact",
                command => new JsonObject { ["command"] = command }, Version: 1),
            Next = "Open Cursor's settings, MCP: baton is listed; enable it once.",
        },
        new()
        {
            Name = "vscode",
            Title = "Visual Studio Code",
            ServersFile = places => places.InConfig("Code", "User", "mcp.json"),
            ServersKey = "servers",
            Entry = Typed,
            Next = "Run `MCP: List Servers` in VS Code and start baton.",
        },
        new()
        {
            Name = "codex",
            Title = "Codex",
            ServersFile = places => places.Moved("CODEX_HOME", ".codex", "config.toml"),
            ServersKey = "mcp_servers",
            Entry = Plain("url", "http_headers"),
            Hooks = new(
                places => places.Moved("CODEX_HOME", ".codex", "hooks.json"), "SessionStart", "PreCompact",
                command => Grouped(new JsonObject { ["type"] = "command", ["command"] = command, ["timeout"] = 15 })),
            Next = "Start a new session; `/mcp` shows baton, and `/hooks` asks once whether to trust its hooks.",
            IsToml = true,
        },
        new()
        {
            Name = "gemini",
            Title = "Gemini CLI",
            ServersFile = places => places.InHome(".gemini", "settings.json"),
            ServersKey = "mcpServers",
            Entry = Plain("httpUrl"),
            Hooks = new(
                places => places.InHome(".gemini", "settings.json"), "SessionStart", "PreCompress",
                command => Grouped(new JsonObject { ["name"] = "baton", ["type"] = "command", ["command"] = command, ["timeout"] = 15000 })),
            Next = "Start a new session; `/mcp` shows baton.",
        },
    ];

    public static ClientDefinition? Find(string name) => All.FirstOrDefault(client => client.Name == name);

    private static JsonObject Grouped(JsonObject hook) => new() { ["hooks"] = new JsonArray(hook) };

    /// <summary>The shape with a <c>type</c>.</summary>
    private static JsonObject? Typed(ServerEntry entry)
    {
        var written = Plain("url")(entry);
        var typed = new JsonObject { ["type"] = entry is ServerEntry.Stdio ? "stdio" : "http" };
        foreach (var (key, value) in written) typed[key] = value?.DeepClone();
        return typed;
    }

    /// <summary>The shape in which the members say which transport it is.</summary>
    private static Func<ServerEntry, JsonObject> Plain(string urlKey, string headersKey = "headers") => entry =>
    {
        if (entry is ServerEntry.Http http)
        {
            var remote = new JsonObject { [urlKey] = http.Url };
            if (http.Token is { } token) remote[headersKey] = new JsonObject { ["Authorization"] = $"Bearer {token}" };
            return remote;
        }
        var local = (ServerEntry.Stdio)entry;
        var written = new JsonObject
        {
            ["command"] = local.Command,
            ["args"] = new JsonArray([.. local.Arguments.Select(argument => (JsonNode)argument)]),
        };
        if (local.Environment.Count > 0)
        {
            written["env"] = new JsonObject(local.Environment.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        }
        return written;
    };
}
