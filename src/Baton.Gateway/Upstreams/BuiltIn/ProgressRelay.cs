using System.Threading.Channels;
using Baton.Gateway.Pipeline;
using Baton.Memory.Server;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>
/// Passes a tool's progress on as <c>notifications/progress</c>, in order, only while it grows, and never after the result
/// (2026-07-28, Progress). A client that reads slowly misses steps in between, not the order.
/// </summary>
internal sealed class ProgressRelay : IProgress<ToolProgress>, IAsyncDisposable
{
    private const int MostWaiting = 16;

    private readonly Channel<ToolProgress> _steps = Channel.CreateBounded<ToolProgress>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Task _sending;

    private ProgressRelay(Call call, CancellationToken cancellationToken) => _sending = SendAsync(call, cancellationToken);

    /// <summary>A relay for a call that asked for progress, else null.</summary>
    public static ProgressRelay? For(Call call, CancellationToken cancellationToken)
        => call.Envelope.ProgressToken.IsEmpty ? null : new ProgressRelay(call, cancellationToken);

    public void Report(ToolProgress value) => _steps.Writer.TryWrite(value);

    /// <summary>Sends what still waits; nothing is sent afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        _steps.Writer.TryComplete();
        await _sending;
    }

    private async Task SendAsync(Call call, CancellationToken cancellationToken)
    {
        var furthest = double.NegativeInfinity;
        try
        {
            await foreach (var step in _steps.Reader.ReadAllAsync(cancellationToken))
            {
                if (step.Done <= furthest) continue;
                furthest = step.Done;
                await call.Channel.SendAsync(Message(call, step), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // whoever asked for progress has gone
        }
    }

    private static ReadOnlyMemory<byte> Message(Call call, ToolProgress step) => Notices.Message(MethodName.Progress, default, json =>
    {
        json.WritePropertyName("progressToken"u8);
        json.WriteRawValue(call.Envelope.ProgressToken.Span, skipInputValidation: true);
        json.WriteNumber("progress"u8, step.Done);
        if (step.Total is { } total) json.WriteNumber("total"u8, total);
        if (step.Message is not null) json.WriteString("message"u8, step.Message);
    });
}
