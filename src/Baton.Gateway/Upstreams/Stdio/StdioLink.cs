using Baton.Gateway.Edge.Stdio;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>
/// One running process of a server and the calls that are open with it. Ids and progress tokens are the gateway's own on this
/// side; when the process ends, everything that waits is answered at once.
/// </summary>
internal sealed class StdioLink : IAsyncDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <summary>Lines that are no messages, one after the other: a few are a slip, so many are another program than an MCP server.</summary>
    private const int MostNonsense = 1_000;
    private const int LoggedNonsense = 10;

    private readonly string _server;
    private readonly ChildProcess _child;
    private readonly RelayOptions _options;
    private readonly WaitingCalls _waiting = new();
    private readonly ClientRelay _relay;
    private readonly StdioWriter _writer;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new();
    private int _nonsense;
    private readonly Task _errors;
    private readonly Task _run;

    public StdioLink(string server, ChildProcess child, RelayOptions options)
    {
        _server = server;
        _child = child;
        _options = options;
        _writer = new StdioWriter(child.Input, static () => { });
        _relay = new ClientRelay(server, _waiting, options, message => _writer.SendAsync(message, CancellationToken.None));
        _errors = ErrorOutput.PumpAsync(server, child.Errors, options.Log);
        _run = RunAsync();
    }

    /// <summary>
    /// Completes when the process is gone, before what waited is answered: whoever asks again on that answer must not find the
    /// link still standing.
    /// </summary>
    public Task Ended => _ended.Task;

    public async ValueTask<Reply> AskAsync(Call call, CancellationToken cancellationToken)
    {
        var waiting = _waiting.Begin(call);
        var isStart = call.Envelope.Method == MethodName.Initialize;
        try
        {
            var outgoing = MessageRewriter.Apply(call.Envelope, new Rewrite { Id = waiting.Id.Raw, ProgressToken = waiting.Id.Raw, Meta = TraceMeta.Of(call, hasHeaders: false) });
            await _writer.SendAsync(outgoing.Message, cancellationToken);
            return await Silence.WaitAsync(waiting, () => SilenceOf(call.Envelope.Method), _options.Time, cancellationToken);
        }
        catch (OperationCanceledException) when (!isStart && cancellationToken.IsCancellationRequested)
        {
            await CancelAsync(waiting);
            throw;
        }
        catch (TimeoutException)
        {
            if (!isStart) await CancelAsync(waiting);
            return ServerReply.Silent(_server, SilenceOf(call.Envelope.Method));
        }
        finally
        {
            _waiting.Forget(waiting);
            waiting.Large?.Dispose();
        }
    }

    public ValueTask TellAsync(ReadOnlyMemory<byte> notification, CancellationToken cancellationToken) => _writer.SendAsync(notification, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_ended.Task.IsCompleted) await _run;
        _waiting.End(ServerReply.Unavailable($"The connection to the server '{_server}' was closed.", cause: "closed"));
        _writer.Complete();
        await _child.StopAsync();
        await _run;
        await _errors;
        _child.Dispose();
        _stop.Dispose();
    }

    private TimeSpan SilenceOf(string method) => method switch
    {
        MethodName.Initialize => _options.StartTimeout,
        MethodName.Listen => Timeout.InfiniteTimeSpan,
        _ => _relay.IsAsking ? _options.AskTimeout : _options.Silence,
    };

    private ValueTask CancelAsync(Waiting waiting)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>(96);
        ResponseWriter.Notification(output, MethodName.Cancelled, System.Text.Encoding.ASCII.GetBytes($$"""{"requestId":{{waiting.Id}}}"""));
        return _writer.SendAsync(output.WrittenMemory, CancellationToken.None);
    }

    private async Task RunAsync()
    {
        var reading = ReadAsync();
        await Task.WhenAny(reading, _child.Exited);
        try
        {
            // one may end before the other: what was written last is still to be read, and the exit code to be learnt
            await Task.WhenAll(reading, _child.Exited).WaitAsync(LastWords, _options.Time);
        }
        catch (TimeoutException)
        {
            await _stop.CancelAsync();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // whatever went wrong, who waits must be told, and the next call must find a new process
            _options.Log($"baton: reading from the server '{_server}' failed: {broken.Message}");
        }
        // before its group is ended, or a server that only closed its output is said to have been killed
        var ending = _child.Ending;
        _child.EndGroup();
        _ended.SetResult();
        _waiting.End(_nonsense == MostNonsense
            ? ServerReply.Unavailable($"The server '{_server}' wrote {MostNonsense} lines that are no messages, and was ended.", cause: "nonsense")
            : ServerReply.Unavailable($"The server '{_server}' ended ({ending}) before it answered; it is started again with the next request.", cause: "ended"));
    }

    private async Task ReadAsync()
    {
        var lines = new LineReader(_child.Output, _options.MaxMessageBytes, LargeAnswer.From);
        using var large = new LargeLine(_server, _waiting, _options);
        try
        {
            while (await lines.ReadAsync(_stop.Token) is { Kind: not LineKind.End } line)
            {
                var whole = line.Kind is LineKind.Part or LineKind.LastPart ? await large.TakeAsync(line, _stop.Token) : line;
                if (whole is { } received) await ReceiveAsync(received);
                if (_nonsense == MostNonsense) return;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the process is gone
        }
    }

    private async ValueTask ReceiveAsync(Line line)
    {
        if (line.Kind == LineKind.TooLong)
        {
            // whose answer it was cannot be told without reading it
            _waiting.FailOpen(call => ServerReply.TooLarge(_server, _options.MaxMessageBytes, call));
            return;
        }
        if (line.Content.Span.IndexOfAnyExcept(" \t"u8) < 0) return;
        var read = MessageReader.Read(line.Content, _options.MaxMessageBytes);
        if (!read.TryGet(out var envelope, out var error))
        {
            Refuse(read.Id, error);
            return;
        }
        _nonsense = 0;
        if (envelope.Kind == MessageKind.Response) Answered(envelope);
        else if (envelope.Kind == MessageKind.Request) await _relay.RequestAsync(envelope, _relay.Nearest(), _stop.Token);
        else await _relay.NotificationAsync(envelope, _relay.Nearest(), _stop.Token);
    }

    private void Answered(Envelope response)
    {
        if (_waiting.Find(response.Id) is not { } waiting) return;
        var reply = ServerReply.Of(waiting.Call, response);
        if (reply is Reply.Completed && waiting.Call is { Session: { } session, Envelope.Method: MethodName.Initialize }) _relay.Belongs(session, waiting.Call.Caller);
        waiting.Finish(reply);
    }

    private void Refuse(RequestId id, RpcError error)
    {
        if (++_nonsense <= LoggedNonsense) _options.Log($"[{_server}] said what is no message: {error.Message}");
        if (!id.IsAbsent) _waiting.Find(id)?.Finish(ServerReply.Unavailable($"The server '{_server}' answered with a message that cannot be trusted: {error.Message}", cause: "nonsense"));
    }
}
