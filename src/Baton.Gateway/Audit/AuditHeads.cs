using System.Text;
using Baton.Memory.Storage;

namespace Baton.Gateway.Audit;

/// <summary>Sends signed heads to a file or a URL outside, every minute in which the chain has grown.</summary>
public sealed class AuditHeads : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly IAuditStore _store;
    private readonly string _target;
    private readonly Action<string> _problem;
    private readonly HttpClient? _http;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ITimer _timer;
    private long _sent;

    /// <param name="store">The log.</param>
    /// <param name="target">A file's absolute path, to which lines are appended, or an http(s) URL, which receives POSTs.</param>
    /// <param name="time">Tells the minutes.</param>
    /// <param name="problem">Hears of heads that could not be sent; the next one makes up for them.</param>
    public AuditHeads(IAuditStore store, string target, TimeProvider time, Action<string> problem)
    {
        ArgumentNullException.ThrowIfNull(time);
        _store = store;
        _target = target;
        _problem = problem;
        _http = IsFile(target) ? null : new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        _timer = time.CreateTimer(_ => _ = SendAsync(), null, Every, Every);
    }

    /// <summary>Whether a target is a file, not a URL.</summary>
    public static bool IsFile(string target)
        => !(Uri.TryCreate(target, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps));

    /// <summary>Sends the head now, if the chain has grown since the last one.</summary>
    public async Task SendAsync()
    {
        if (await _turn.WaitAsync(TimeSpan.Zero)) await SendInTurnAsync();
    }

    private async Task SendInTurnAsync()
    {
        try
        {
            var head = _store.Head();
            if (head.Sequence == _sent) return;
            var line = AuditHeadText.Write(head) + "\n";
            if (_http is null) await File.AppendAllTextAsync(_target, line);
            else await PostAsync(_http, line);
            _sent = head.Sequence;
        }
        catch (Exception failed) when (failed is IOException or StoreUnavailableException or UnauthorizedAccessException or HttpRequestException or TaskCanceledException)
        {
            _problem($"The audit head could not be sent to {_target}: {failed.Message}");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends the last head.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _turn.WaitAsync();
        await SendInTurnAsync();
        _http?.Dispose();
        _turn.Dispose();
    }

    private async Task PostAsync(HttpClient http, string line)
    {
        using var content = new StringContent(line, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(_target), content);
        answer.EnsureSuccessStatusCode();
    }
}
