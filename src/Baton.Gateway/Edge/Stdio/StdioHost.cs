using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Edge.Stdio;

/// <summary>Serves one client over standard input and output (2025-11-25 and 2026-07-28, Transports, stdio).</summary>
public static class StdioHost
{
    /// <summary>
    /// Serves until the input ends, the client closes the output, or <paramref name="stop"/> is cancelled; requests under way are
    /// finished first. Never throws for any of these, so that the process can end with 0.
    /// </summary>
    public static async Task RunAsync(
        StdioHostOptions options, MessagePipeline pipeline, Stream input, Stream output, CancellationToken stop)
    {
        using var closed = new CancellationTokenSource();
        var writer = new StdioWriter(output, closed.Cancel);
        await using (var connection = new StdioConnection(options, pipeline, writer, closed.Token))
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, closed.Token);
            // a blocking read of standard input cannot be cancelled, so it is left behind when the process is to end
            await Task.WhenAny(ReadAsync(options, connection, input, ended.Token), Ended(ended.Token));
            if (!closed.IsCancellationRequested) await connection.FinishAsync();
        }
        writer.Complete();
        await writer.Written;
    }

    private static async Task ReadAsync(StdioHostOptions options, StdioConnection connection, Stream input, CancellationToken ended)
    {
        var lines = new LineReader(input, options.MaxMessageBytes);
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var line = await lines.ReadAsync(ended);
                if (line.Kind == LineKind.End) return;
                await connection.ReceiveAsync(line);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // the input ended with the client
        }
    }

    private static async Task Ended(CancellationToken token)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(() => ended.TrySetResult());
        await ended.Task;
    }
}
