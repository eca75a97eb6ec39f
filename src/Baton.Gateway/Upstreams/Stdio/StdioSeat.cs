using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>
/// One client's place at a server: its process while there is one, and what is needed to put a new one in the place of one that
/// ended, the client's own handshake included. A process that stateless clients share is ended when nobody uses it.
/// </summary>
internal sealed class StdioSeat : IAsyncDisposable, IDisposable
{
    private static readonly byte[] Initialized = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"u8.ToArray();

    private readonly string _server;
    private readonly ChildCommand _command;
    private readonly RelayOptions _options;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Backoff _backoff;
    private readonly IdleWatch? _idle;
    private StdioLink? _link;
    private Call? _handshake;
    private string? _whyNotStarted;
    private bool _isInitialized;
    private bool _isDisposed;

    /// <param name="server">The server's name.</param>
    /// <param name="command">How it is started.</param>
    /// <param name="options">How it is relayed to.</param>
    /// <param name="idle">After how long without a call its process is ended; null keeps it.</param>
    public StdioSeat(string server, ChildCommand command, RelayOptions options, TimeSpan? idle)
    {
        _server = server;
        _command = command;
        _options = options;
        _backoff = new Backoff(options.Time);
        if (idle is { } after) _idle = new IdleWatch(after, options.Time, () => _ = RestAsync());
    }

    public async ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Envelope.Kind == MessageKind.Notification)
        {
            await NotifyAsync(call, cancellationToken);
            return Reply.None.Instance;
        }
        _idle?.Begin();
        try
        {
            return await AskAsync(call, cancellationToken);
        }
        finally
        {
            _idle?.End();
        }
    }

    public void Dispose() => _ = DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        var link = _isDisposed ? null : _link;
        _isDisposed = true;
        _idle?.Dispose();
        _gate.Release();
        if (link is not null) await link.DisposeAsync();
    }

    private async ValueTask<Reply> AskAsync(Call call, CancellationToken cancellationToken)
    {
        var (link, problem) = await LinkAsync(call, cancellationToken);
        if (link is null)
        {
            call.NeverArrived = true;
            return problem!;
        }
        var reply = await link.AskAsync(call, cancellationToken);
        if (reply is Reply.Completed && call is { Session: not null, Envelope.Method: MethodName.Initialize }) _handshake = call;
        return reply;
    }

    /// <summary>Ends the process if still nobody uses it. It is taken away before that is asked: whoever begins now sees that it is gone, or is seen.</summary>
    private async Task RestAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_isDisposed || Interlocked.Exchange(ref _link, null) is not { } link) return;
            if (_idle!.IsInUse)
            {
                Volatile.Write(ref _link, link);
                return;
            }
            _options.Log($"baton: the server '{_server}' is ended, because nobody uses it");
            await link.DisposeAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask NotifyAsync(Call call, CancellationToken cancellationToken)
    {
        // said once, and due to every process that takes the place of this one
        if (call.Envelope.Method == MethodName.Initialized) _isInitialized = true;
        if (Volatile.Read(ref _link) is not { Ended.IsCompleted: false } link) return;
        await link.TellAsync(TraceMeta.Message(call, hasHeaders: false), cancellationToken);
    }

    private async ValueTask<(StdioLink? Link, Reply? Problem)> LinkAsync(Call call, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _link) is { Ended.IsCompleted: false } running) return (running, null);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_isDisposed) return (null, ServerReply.Unavailable($"The connection to the server '{_server}' was closed.", cause: "closed"));
            if (_link is { Ended.IsCompleted: false } meanwhile) return (meanwhile, null);
            if (_link is { } old)
            {
                await old.DisposeAsync();
                Volatile.Write(ref _link, null);
            }
            if (_backoff.Left is { Ticks: > 0 } left)
            {
                if (_whyNotStarted is { } why) return (null, ServerReply.Unavailable($"The server '{_server}' is not there. {why}", left, "not_started"));
                return (null, ServerReply.Unavailable($"The server '{_server}' ended too often; it is started again in {Math.Ceiling(left.TotalSeconds)} s.", left, "ended"));
            }
            return await StartAsync(call, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask<(StdioLink? Link, Reply? Problem)> StartAsync(Call call, CancellationToken cancellationToken)
    {
        _backoff.Started();
        var child = ChildProcess.Start(_command, _options.Time, out var problem);
        _whyNotStarted = child is null ? problem : null;
        if (child is null)
        {
            _backoff.Ended();
            return (null, ServerReply.Unavailable($"The server '{_server}' is not there. {problem}", cause: "not_started"));
        }
        var link = new StdioLink(_server, child, _options);
        _options.Restarted(_server);
        _ = link.Ended.ContinueWith(_ => _backoff.Ended(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var isGreeted = false;
        try
        {
            isGreeted = await GreetAsync(link, call, cancellationToken);
        }
        finally
        {
            // nobody finds a process that knows no session: its calls would come before the handshake, or without one
            if (isGreeted) Volatile.Write(ref _link, link);
            else await link.DisposeAsync();
        }
        return isGreeted ? (link, null) : (null, ServerReply.Unavailable($"The server '{_server}' was started again and refused the session; connect again.", cause: "session_lost"));
    }

    /// <summary>Gives a process that takes the place of another the client's handshake; false when it refuses.</summary>
    private async ValueTask<bool> GreetAsync(StdioLink link, Call call, CancellationToken cancellationToken)
    {
        if (_handshake is not { } handshake || call.Envelope.Method == MethodName.Initialize || call.Session is null) return true;
        _options.Log($"baton: the server '{_server}' was started again");
        if (await link.AskAsync(OwnCall.Of(handshake, handshake.Envelope), cancellationToken) is not Reply.Completed) return false;
        if (_isInitialized) await link.TellAsync(Initialized, cancellationToken);
        return true;
    }
}
