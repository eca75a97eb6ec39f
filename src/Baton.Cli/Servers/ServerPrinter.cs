using System.Text.Json;
using Baton.Cli.Application;
using Baton.Gateway.Governance;
using Baton.Gateway.Servers;

namespace Baton.Cli.Servers;

/// <summary>Shows servers; of credentials only the names.</summary>
internal static class ServerPrinter
{
    public static string Kind(ServerConfig server) => server is ServerConfig.Http ? "http" : "stdio";

    public static string Place(ServerConfig server) => server switch
    {
        ServerConfig.Http http => http.Url.OriginalString,
        ServerConfig.Stdio stdio => string.Join(' ', [stdio.Command, .. stdio.Arguments]),
        _ => "",
    };

    public static IEnumerable<string> Secrets(ServerConfig server) => (server switch
    {
        ServerConfig.Http http => http.Headers.Keys,
        ServerConfig.Stdio stdio => stdio.Variables.Keys,
        _ => [],
    }).Order(StringComparer.Ordinal);

    public static string Review(ServerConfig server) => server.Review == ServerReview.First ? "first" : "use";

    public static void Write(CommandRun run, ServerConfig server) => run.WriteJson(json =>
    {
        json.WriteString("name", server.Name);
        json.WriteString("kind", Kind(server));
        json.WriteString("review", Review(server));
        json.WriteNumber("timeout_seconds", (long)server.Silence.TotalSeconds);
        if (server.SkipsDialects) json.WriteBoolean("skip_dialects", true);
        if (server.MetaTools.Length > 0) List(json, "meta_tools", server.MetaTools.Select(tool => tool.ToString()));
        if (server.Categories.Count > 0)
        {
            json.WriteStartObject("categories");
            foreach (var (tool, category) in server.Categories.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(tool, CategoryWord.Of(category));
            json.WriteEndObject();
        }
        if (server is ServerConfig.Http http) json.WriteString("url", http.Url.OriginalString);
        if (server is ServerConfig.Stdio stdio)
        {
            json.WriteString("command", stdio.Command);
            List(json, "arguments", stdio.Arguments);
            if (stdio.WorkingFolder is { } folder) json.WriteString("cwd", folder);
        }
        List(json, server is ServerConfig.Http ? "headers" : "env", Secrets(server));
    });

    private static void List(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
