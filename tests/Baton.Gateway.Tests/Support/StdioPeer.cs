using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Baton.Gateway.Edge.Stdio;

namespace Baton.Gateway.Tests.Support;

/// <summary>A client at the other end of a stdio connection, in this process.</summary>
internal sealed class StdioPeer : IAsyncDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _fromServer = new(new PipeOptions(pauseWriterThreshold: 64 * 1024 * 1024, resumeWriterThreshold: 1024));
    private readonly LineReader _lines;
    private readonly CancellationTokenSource _stop = new();

    public StdioPeer(Gateways? gateways = null, Func<StdioHostOptions, StdioHostOptions>? change = null)
    {
        Gateway = gateways ?? new Gateways();
        var options = new StdioHostOptions { Caller = Gateways.Local };
        _lines = new LineReader(_fromServer.Reader.AsStream(), int.MaxValue);
        Ended = StdioHost.RunAsync(change?.Invoke(options) ?? options, Gateway.Pipeline, _toServer.Reader.AsStream(), _fromServer.Writer.AsStream(), _stop.Token);
    }

    public Gateways Gateway { get; }

    /// <summary>Completes when the server has ended.</summary>
    public Task Ended { get; }

    public Task SendAsync(string line) => SendRawAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await _toServer.Writer.WriteAsync(bytes);

    public async Task<JsonElement> ReceiveAsync() => Messages.Json(await ReceiveTextAsync());

    public async Task<string> ReceiveTextAsync()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        var line = await _lines.ReadAsync(limit.Token);
        line.Kind.ShouldBe(LineKind.Content);
        return Encoding.UTF8.GetString(line.Content.Span);
    }

    public async Task<JsonElement> AskAsync(string message)
    {
        await SendAsync(message);
        return await ReceiveAsync();
    }

    public async Task InitializeAsync(string version = "2025-11-25")
    {
        await AskAsync(Messages.Initialize(version));
        await SendAsync(Messages.Initialized);
    }

    public void CloseInput() => _toServer.Writer.Complete();

    /// <summary>The client dies without reading further.</summary>
    public void CloseOutput() => _fromServer.Reader.Complete(new IOException("Broken pipe"));

    public void Stop() => _stop.Cancel();

    /// <summary>What the server still wrote before it ended.</summary>
    public async Task<List<string>> RestAsync()
    {
        await Ended.WaitAsync(Patience.Limit);
        _fromServer.Writer.Complete();
        var rest = new List<string>();
        while (await _lines.ReadAsync(CancellationToken.None) is { Kind: LineKind.Content } line) rest.Add(Encoding.UTF8.GetString(line.Content.Span));
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        _toServer.Writer.Complete();
        Gateway.Server.Release.Release(1000);
        await Ended.WaitAsync(Patience.Limit);
        _stop.Dispose();
    }
}
