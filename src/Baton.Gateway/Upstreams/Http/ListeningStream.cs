using System.Net;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Messages;
using Header = System.Collections.Generic.KeyValuePair<string, string>;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>
/// The stream on which a server of the session era says what belongs to no request. It is opened again whenever it ends; a server
/// that has none is not asked twice.
/// </summary>
internal sealed class ListeningStream(string server, HttpWire wire, RelayOptions options, Func<IReadOnlyList<Header>> headers, Func<Envelope, CancellationToken, ValueTask> take)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var events = new ServerEvents(options.MaxMessageBytes);
        var pause = TimeSpan.Zero;
        try
        {
            while (await OnceAsync(events, cancellationToken))
            {
                pause = events.HasRead ? events.Pause : TimeSpan.FromTicks(Math.Clamp(pause.Ticks * 2, events.Pause.Ticks, Longest.Ticks));
                await Task.Delay(pause, options.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // the session is over
        }
    }

    /// <summary>Listens until the stream ends; false when the server has none to offer.</summary>
    private async Task<bool> OnceAsync(ServerEvents events, CancellationToken cancellationToken)
    {
        using var patience = new Patience(static () => Timeout.InfiniteTimeSpan, options.Time, cancellationToken);
        events.Begin();
        try
        {
            IEnumerable<Header> resume = events.LastId is { } last ? [new Header("Last-Event-ID", last)] : [];
            using var response = await wire.SendAsync(HttpMethod.Get, default, [.. headers(), .. resume], patience.Token);
            if (response.StatusCode >= HttpStatusCode.InternalServerError) return true;
            if (!response.IsSuccessStatusCode || !string.Equals(response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase)) return false;
            await using var stream = await response.Content.ReadAsStreamAsync(patience.Token);
            await events.ReadAsync(stream, patience, read => TakeAsync(read, patience.Token));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException
            || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            options.Log($"baton: the stream of the server '{server}' broke off: {broken.Message}");
        }
        return true;
    }

    private async ValueTask<Reply?> TakeAsync(ReadResult read, CancellationToken cancellationToken)
    {
        if (!read.TryGet(out var envelope, out var error)) options.Log($"[{server}] said what is no message: {error.Message}");
        else if (envelope.Kind != MessageKind.Response) await take(envelope, cancellationToken);
        return null;
    }
}
