using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.FunctionalTests.Running;

/// <summary>A <c>baton up</c> on a free port, and a stateless client of it.</summary>
public sealed class HttpBaton : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private int _ids;

    private HttpBaton(Process process, string url)
    {
        _process = process;
        Url = url;
    }

    public Process Process => _process;

    public string Url { get; }

    public HttpClient Http => _http;

    /// <summary>Starts it and waits for the line that says where it listens.</summary>
    public static async Task<HttpBaton> StartAsync(string data, params string[] arguments)
    {
        var process = Process.Start(BatonBinary.Start(data, ["up", "--urls", "http://127.0.0.1:0", "--json", .. arguments]))!;
        process.StandardInput.Close();
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"baton up ended: {await process.StandardError.ReadToEndAsync()}");
        return new HttpBaton(process, JsonNode.Parse(line)!["urls"]![0]!.GetValue<string>());
    }

    public Task<ToolCall> CallAsync(string tool, JsonNode arguments) => CallAsync(tool, arguments, token: null);

    /// <param name="tool">The tool.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="token">A grant's token; null for the grant of this machine.</param>
    public async Task<ToolCall> CallAsync(string tool, JsonNode arguments, string? token)
    {
        var id = Interlocked.Increment(ref _ids);
        var body = ToolMessage.Stateless(id, tool, arguments.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, Url + "/mcp/memory?toolsets=core,more") { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", "tools/call");
        request.Headers.Add("Mcp-Name", tool);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        // A slow answer comes as a stream: comments that keep it open, then the message.
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return new ToolCall(JsonNode.Parse(isStream ? text.Split('\n').Last(line => line.StartsWith("data:", StringComparison.Ordinal))["data:".Length..] : text)!);
    }

    /// <summary>Ends it at once, as a power cut would end the process.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, and gives the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        Signals.Terminate(_process);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        _http.Dispose();
    }
}
