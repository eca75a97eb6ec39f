using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Gateway.Grants;

namespace Baton.Gateway.Servers;

/// <summary>
/// Reads the files in which clients keep their servers: the shape <c>{"mcpServers": {NAME: {"command", "args", "env"}}}</c> that
/// most share, and <c>servers</c> or <c>mcp.servers</c> of the others.
/// </summary>
public static class ServerImportReader
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly string[] UrlKeys = ["url", "serverUrl", "httpUrl"];

    /// <summary>Reads a whole file; what it does not understand is a problem, never an exception.</summary>
    public static ServerImport Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8, Reading);
            if (Servers(document.RootElement) is { } servers) return ReadAll(servers);
            return Unreadable("The file has no object \"mcpServers\" or \"servers\".");
        }
        catch (InvalidOperationException)
        {
            return Unreadable("The file has a text that is no Unicode.");
        }
        catch (JsonException malformed)
        {
            return Unreadable($"The file is not JSON: {Reason(malformed)}");
        }
    }

    private static ServerImport Unreadable(string why) => new([], [why]) { IsUnreadable = true };

    /// <summary>What the reader says, with the place as editors count it.</summary>
    private static string Reason(JsonException malformed)
    {
        var end = malformed.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}: {(end < 0 ? malformed.Message : malformed.Message[..end])}";
    }

    private static JsonElement? Servers(JsonElement root)
        => Object(root, "mcpServers") ?? Object(root, "servers") ?? (Object(root, "mcp") is { } mcp ? Object(mcp, "servers") : null);

    private static ServerImport ReadAll(JsonElement servers)
    {
        var found = new List<ServerConfig>();
        var problems = new List<string>();
        foreach (var entry in servers.EnumerateObject())
        {
            if (Read(entry, found, problems) is { } server) found.Add(server);
        }
        return new ServerImport(found, problems);
    }

    private static ServerConfig? Read(JsonProperty entry, List<ServerConfig> before, List<string> problems)
    {
        var name = NameOf(entry.Name);
        if (!NameRule.IsName(name)) return Refuse(problems, entry.Name, "no name can be made of it");
        if (name == LocalGrant.Server) return Refuse(problems, entry.Name, "the name 'memory' is Baton's own server");
        if (before.Exists(other => other.Name == name)) return Refuse(problems, entry.Name, $"an entry before it has the name '{name}'");
        if (entry.Value.ValueKind != JsonValueKind.Object) return Refuse(problems, entry.Name, "it is not an object");
        var server = Http(name, entry, problems, out var isHttp) is { } http ? http : isHttp ? null : Stdio(name, entry, problems);
        if (server is null) return null;
        if (ServerRule.Check(server) is { } refused) return Refuse(problems, entry.Name, refused.Message.TrimEnd('.'));
        problems.AddRange(ServerImportNotes.Of(name, entry, isHttp));
        return server;
    }

    private static ServerConfig.Http? Http(string name, JsonProperty entry, List<string> problems, out bool isHttp)
    {
        var text = UrlKeys.Select(key => Text(entry.Value, key)).FirstOrDefault(value => value is not null);
        isHttp = text is not null;
        if (text is null) return null;
        if (ServerRule.UrlOf(text) is { } url) return new ServerConfig.Http { Name = name, Url = url, Headers = Map(entry.Value, "headers") };
        Refuse(problems, entry.Name, $"'{text}' is no http or https URL");
        return null;
    }

    private static ServerConfig? Stdio(string name, JsonProperty entry, List<string> problems)
    {
        if (Text(entry.Value, "command") is not { Length: > 0 } command) return Refuse(problems, entry.Name, "it has neither \"command\" nor \"url\"");
        if (entry.Value.TryGetProperty("args", out var words) && !IsListOfTexts(words)) return Refuse(problems, entry.Name, "its \"args\" are not a list of strings");
        return new ServerConfig.Stdio
        {
            Name = name,
            Command = command,
            Arguments = [.. words.ValueKind == JsonValueKind.Array ? Texts(words) : []],
            Variables = Map(entry.Value, "env"),
            WorkingFolder = Text(entry.Value, "cwd"),
        };
    }

    private static ServerConfig? Refuse(List<string> problems, string name, string why)
    {
        problems.Add($"{(name.Length == 0 ? "\"\"" : name)}: not taken over: {why}.");
        return null;
    }

    private static bool IsListOfTexts(JsonElement words)
        => words.ValueKind == JsonValueKind.Null || (words.ValueKind == JsonValueKind.Array && words.EnumerateArray().All(word => word.ValueKind == JsonValueKind.String));

    private static string NameOf(string given)
        => string.Concat(given.Trim().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '-')).TrimStart('.', '-');

    private static JsonElement? Object(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ImmutableDictionary<string, string> Map(JsonElement element, string name)
        => Object(element, name) is { } map
            ? ImmutableDictionary<string, string>.Empty.SetItems(map.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, ValueOf(pair.Value))))
            : ImmutableDictionary<string, string>.Empty;

    // true is written as clients pass it on, not as .NET spells it
    private static string ValueOf(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : value.ToString();

    internal static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };
}
