using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Baton.EverythingServer.Serving;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.EverythingServer.Stdio;

/// <summary>The session era over standard streams: one client, one message a line.</summary>
internal sealed class StdioServer(Stream output) : IClient
{
    private readonly Methods _methods = new();
    private readonly ClientState _client = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> _asked = [];
    private readonly SemaphoreSlim _writing = new(1);
    private int _questions;

    public static async Task<int> RunAsync(Stream input, Stream output)
    {
        var server = new StdioServer(output);
        using var changes = server._methods.Changes.Listen(method => _ = server.NotifyAsync(method, []));
        using var lines = new StreamReader(input, new UTF8Encoding(false));
        while (await lines.ReadLineAsync() is { } line) server.Take(line);
        return 0;
    }

    public async ValueTask NotifyAsync(string method, JsonObject parameters) => await WriteAsync(Frame.Notification(method, parameters));

    public async Task<JsonNode> AskAsync(string method, JsonObject parameters)
    {
        var id = $"ask-{Interlocked.Increment(ref _questions)}";
        var asked = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked["s" + id] = asked;
        await WriteAsync(Frame.Request(id, method, parameters));
        var answer = await asked.Task;
        return answer["result"] ?? throw Fault.Params($"The client refused {method}");
    }

    public ValueTask DropAsync() => ValueTask.CompletedTask;

    private void Take(string line)
    {
        var read = MessageReader.Read(Encoding.UTF8.GetBytes(line));
        if (!read.TryGet(out var envelope, out var error))
        {
            _ = WriteAsync(Frame.Error(null, Fault.Of(error)));
            return;
        }
        if (envelope.Kind == MessageKind.Request) _ = AnswerAsync(new Request(envelope, Era.Sessions, _client, this));
        else if (envelope.Kind == MessageKind.Response && _asked.TryRemove(envelope.Id.Key, out var asked)) asked.TrySetResult(JsonNode.Parse(line)!.AsObject());
    }

    private async Task AnswerAsync(Request request)
    {
        try
        {
            await WriteAsync(Frame.Result(request.Id, await _methods.AnswerAsync(request)));
        }
        catch (Fault fault)
        {
            await WriteAsync(Frame.Error(request.Id, fault));
        }
    }

    private async Task WriteAsync(byte[] message)
    {
        await _writing.WaitAsync();
        try
        {
            await output.WriteAsync(message);
            await output.WriteAsync("\n"u8.ToArray());
            await output.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }
}
