using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Baton.Cli.Catalog.Listing;

/// <summary>Talks to a server over streamable HTTP: a POST for each message, answered as JSON or as a stream of events.</summary>
internal sealed class HttpExchange(HttpClient client, Uri address, IReadOnlyList<KeyValuePair<string, string>> headers, ListingLimits limits) : IExchange
{
    private const string SessionHeader = "Mcp-Session-Id";

    private string? _session;
    private string? _revision;
    private long _received;

    public void Agree(string revision) => _revision = revision;

    public async Task<JsonDocument> AskAsync(int id, byte[] message, CancellationToken cancellation)
    {
        using var response = await SendAsync(message, cancellation);
        if (response.Headers.TryGetValues(SessionHeader, out var sessions)) _session = sessions.First();
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        if (!response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType != "application/json") throw Refused(response);
        try
        {
            var lines = new BoundedLines(await response.Content.ReadAsStreamAsync(cancellation), limits.MaxBytes - _received, limits.MaxBytes);
            var answer = isStream ? await ReadEventsAsync(lines, id, cancellation) : await ReadWholeAsync(lines, cancellation);
            _received += lines.Total;
            return IsMessage(answer) ? answer : throw Refused(response);
        }
        catch (IOException broken)
        {
            throw new ListingException($"The connection to {address} broke before the answer was there: {broken.Message}");
        }
    }

    public async Task TellAsync(byte[] message, CancellationToken cancellation)
    {
        using var response = await SendAsync(message, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is null) return;
        using var ending = Request(HttpMethod.Delete);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            using var response = await client.SendAsync(ending, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (Exception unheard) when (unheard is HttpRequestException or OperationCanceledException)
        {
            // A session that cannot be ended times out at the server.
        }
    }

    private static bool IsMessage(JsonDocument answer)
        => answer.RootElement is { ValueKind: JsonValueKind.Object } root && (root.TryGetProperty("result", out _) || root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object);

    private ListingException Refused(HttpResponseMessage response) => response.IsSuccessStatusCode
        ? new ListingException($"{address} answered with something that is no MCP message.", "The address may be wrong; many servers listen under /mcp.")
        : new ListingException($"{address} answered {(int)response.StatusCode} {response.ReasonPhrase}.", "Give credentials with --header NAME=VALUE.");

    private async Task<HttpResponseMessage> SendAsync(byte[] message, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Post);
        request.Content = new ByteArrayContent(message) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (_revision == Messages.StatelessRevision) request.Headers.TryAddWithoutValidation("Mcp-Method", "tools/list");
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException failed)
        {
            throw new ListingException($"Cannot reach {address}: {failed.Message}");
        }
    }

    private HttpRequestMessage Request(HttpMethod method)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (_session is not null) request.Headers.TryAddWithoutValidation(SessionHeader, _session);
        if (_revision is not null) request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", _revision);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static async Task<JsonDocument> ReadWholeAsync(BoundedLines lines, CancellationToken cancellation)
    {
        var text = new MemoryStream();
        while (await lines.ReadAsync(cancellation) is { } line)
        {
            await text.WriteAsync(line, cancellation);
            text.WriteByte((byte)'\n');
        }
        return Parse(text.ToArray());
    }

    private static async Task<JsonDocument> ReadEventsAsync(BoundedLines lines, int id, CancellationToken cancellation)
    {
        var data = new StringBuilder();
        while (await lines.ReadAsync(cancellation) is { } bytes)
        {
            var line = Encoding.UTF8.GetString(bytes.Span).TrimEnd('\r');
            if (line.StartsWith("data:", StringComparison.Ordinal)) data.Append(line.AsSpan(5)).Append('\n');
            if (line.Length > 0 || data.Length == 0) continue;
            var document = Parse(Encoding.UTF8.GetBytes(data.ToString()));
            data.Clear();
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("id", out var sent) && !root.TryGetProperty("method", out _)
                && sent.ValueKind == JsonValueKind.Number && sent.TryGetInt32(out var number) && number == id) return document;
            document.Dispose();
        }
        throw new ListingException("The server's stream ended before the answer.");
    }

    private static JsonDocument Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException malformed)
        {
            throw new ListingException($"The server's answer is not JSON: {malformed.Message}");
        }
    }
}
