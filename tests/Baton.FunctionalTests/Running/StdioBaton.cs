using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Baton.FunctionalTests.Running;

/// <summary>A <c>baton stdio</c> and the client on its other end, byte by byte.</summary>
public sealed class StdioBaton : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly List<string> _lines = [];
    private readonly Channel<JsonNode> _notices = Channel.CreateUnbounded<JsonNode>();
    private readonly Channel<JsonNode> _questions = Channel.CreateUnbounded<JsonNode>();
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _ids;

    private StdioBaton(Process process)
    {
        _process = process;
        _reading = ReadAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public Process Process => _process;

    /// <summary>Everything that came over standard output.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public Task<string> Errors => _errors;

    /// <summary>Starts it and does the handshake.</summary>
    public static async Task<StdioBaton> StartAsync(string data, params string[] arguments)
    {
        var baton = Open(data, arguments);
        var answer = await baton.RequestAsync("initialize", ToolMessage.Initialize("2025-11-25"));
        if (answer["result"] is null) throw new InvalidOperationException(answer.ToJsonString());
        await baton.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return baton;
    }

    /// <summary>Starts a <c>baton wrap</c> with these arguments and does the handshake.</summary>
    public static async Task<StdioBaton> WrapAsync(string data, IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        var start = BatonBinary.Start(data, ["wrap", .. arguments]);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var baton = new StdioBaton(Process.Start(start)!);
        await baton.RequestAsync("initialize", ToolMessage.Initialize("2025-11-25"));
        await baton.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return baton;
    }

    /// <summary>Starts a <c>baton wrap</c> with these arguments and says nothing yet, as a stateless client does.</summary>
    public static StdioBaton OpenWrap(string data, params string[] arguments) => new(Process.Start(BatonBinary.Start(data, ["wrap", .. arguments]))!);

    /// <summary>Starts it and says nothing yet.</summary>
    public static StdioBaton Open(string data, params string[] arguments)
        => new(Process.Start(BatonBinary.Start(data, ["stdio", .. arguments]))!);

    public async Task<ToolCall> CallAsync(string tool, JsonNode arguments)
        => new(await RequestAsync("tools/call", $"{{\"name\":\"{tool}\",\"arguments\":{arguments.ToJsonString()}}}"));

    public async Task<JsonNode> RequestAsync(string method, string parameters)
    {
        var id = Interlocked.Increment(ref _ids);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        await SendAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":{parameters}}}");
        return await answer.Task;
    }

    /// <summary>Sends a request whose id the caller chose, in chunks, and waits for its answer.</summary>
    public async Task<JsonNode> RequestAsync(int id, string message, int chunk)
    {
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        await SendBytesAsync(Encoding.UTF8.GetBytes(message + "\n"), chunk);
        return await answer.Task;
    }

    /// <summary>Waits for the next notification of a method; those of other methods are passed over.</summary>
    public async Task<JsonNode> NoticeAsync(string method)
    {
        while (true)
        {
            var notice = await _notices.Reader.ReadAsync();
            if (notice["method"]!.GetValue<string>() == method) return notice;
        }
    }

    /// <summary>Waits for the next request that comes from the other side.</summary>
    public async Task<JsonNode> AskedAsync() => await _questions.Reader.ReadAsync();

    public Task SendAsync(string line) => SendBytesAsync(Encoding.UTF8.GetBytes(line + "\n"), int.MaxValue);

    /// <summary>Writes bytes in chunks, wherever they cut a character.</summary>
    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes, int chunk)
    {
        await _writing.WaitAsync();
        try
        {
            for (var at = 0; at < bytes.Length; at += chunk)
            {
                await _process.StandardInput.BaseStream.WriteAsync(bytes.Slice(at, Math.Min(chunk, bytes.Length - at)));
                await _process.StandardInput.BaseStream.FlushAsync();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Ends the input and waits for the process.</summary>
    public async Task<int> CloseAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Add(line);
            var message = JsonNode.Parse(line)!;
            if (message["id"] is not null && message["method"] is not null) _questions.Writer.TryWrite(message);
            else if (message["id"] is JsonValue id && id.TryGetValue<int>(out var number) && _waiting.TryRemove(number, out var answer)) answer.TrySetResult(message);
            if (message["id"] is null) _notices.Writer.TryWrite(message);
        }
        _notices.Writer.TryComplete(new EndOfStreamException("baton stdio ended."));
        foreach (var answer in _waiting.Values) answer.TrySetException(new EndOfStreamException("baton stdio ended."));
    }
}
