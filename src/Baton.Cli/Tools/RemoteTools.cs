using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Sse;

namespace Baton.Cli.Tools;

/// <summary>Calls the memory server of a Baton that runs, over streamable HTTP in the stateless revision.</summary>
/// <param name="endpoint">For example <c>http://127.0.0.1:4700/mcp/memory</c>.</param>
/// <param name="http">Carries the grant's token.</param>
internal sealed class RemoteTools(Uri endpoint, HttpClient http) : IToolCaller
{
    private const string Revision = "2026-07-28";

    /// <summary>Connects nothing yet: the first call does.</summary>
    /// <exception cref="CliException">The address is not one.</exception>
    public static RemoteTools Create(string address, string? token)
    {
        if (!Uri.TryCreate(Remote.BatonAddress.Endpoint(address), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new CliException(CliFailure.Usage($"'{address}' is not the address of a Baton.", "It looks like http://127.0.0.1:4700."));
        }
        if (token?.All(letter => letter is > ' ' and <= '~') == false) throw new CliException(CliFailure.Usage("the token has characters that no token has.", "It is one word that begins with bt_."));
        var http = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var query = uri.Query.Contains("toolsets=", StringComparison.Ordinal) ? uri.Query : (uri.Query.Length == 0 ? "?" : uri.Query + "&") + "toolsets=core,more,tasks,agents,archive";
        return new RemoteTools(new UriBuilder(uri) { Query = query }.Uri, http);
    }

    public async ValueTask<ToolAnswer> CallAsync(string tool, ToolArguments arguments, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = Message(tool, arguments) };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add(HeaderName.ProtocolVersion, Revision);
        request.Headers.Add(HeaderName.Method, "tools/call");
        request.Headers.Add(HeaderName.Name, tool);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await ReadAsync(response, cancellationToken);
            return Answer(tool, response.StatusCode, body);
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new CliException(CliFailure.Environment(
                $"no Baton answers at {endpoint.GetLeftPart(UriPartial.Path)} ({failed.Message.TrimEnd('.')}).",
                "Start one with `baton up`, or leave --baton-url and BATON_URL out to use the data folder."));
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ByteArrayContent Message(string tool, ToolArguments arguments)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteNumber("id", 1);
            json.WriteString("method", "tools/call");
            json.WriteStartObject("params");
            json.WriteString("name", tool);
            json.WritePropertyName("arguments");
            json.WriteRawValue(arguments.ToUtf8());
            json.WriteStartObject("_meta");
            json.WriteString(MetaKey.ProtocolVersion, Revision);
            json.WriteStartObject(MetaKey.ClientInfo);
            json.WriteString("name", ProgramVersion.ClientName);
            json.WriteString("version", ProgramVersion.Current);
            json.WriteEndObject();
            json.WriteStartObject(MetaKey.ClientCapabilities);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        var content = new ByteArrayContent(buffer.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? LastEvent(body) : body;
    }

    /// <summary>The response is the last message of its stream; progress comes before it.</summary>
    private static byte[] LastEvent(byte[] stream)
    {
        var reader = new SseReader(int.MaxValue);
        reader.Append(stream);
        byte[] last = [];
        while (reader.TryRead(out var next)) last = next.Data.ToArray();
        return last;
    }

    /// <summary>A grant that speaks a dialect, or has few toolsets, does not know the native tools that commands call.</summary>
    private static CliFailure Refused(string tool, string message) => CliFailure.No("refused", $"{tool}: {message}", message == $"Unknown tool: {tool}"
        ? "Commands call the native tools: the grant must have their toolset and no dialect (`baton grant show`), and its policy must allow them." : null);

    private ToolAnswer Answer(string tool, HttpStatusCode status, byte[] body)
    {
        if (status == HttpStatusCode.Unauthorized)
        {
            throw new CliException(CliFailure.No("forbidden", $"{endpoint.Host} does not know this token.", "Give a grant's token with --baton-token or BATON_TOKEN."));
        }
        try
        {
            using var document = JsonDocument.Parse(body);
            var message = document.RootElement.Clone();
            return message.TryGetProperty("error", out var error)
                ? throw new CliException(Refused(tool, error.GetProperty("message").GetString()!))
                : ToolResult.Read(message.GetProperty("result"));
        }
        catch (Exception nonsense) when (nonsense is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CliException(CliFailure.Environment($"{endpoint.GetLeftPart(UriPartial.Path)} answered {(int)status} and no MCP message.", "Is this the address of a Baton?"));
        }
    }
}
