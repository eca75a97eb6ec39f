namespace Baton.Gateway.Upstreams.Http;

/// <summary>
/// Waits for a server only while it is the server that is waited for: the time runs from <see cref="Begin"/> to
/// <see cref="Pause"/>, and begins anew each time.
/// </summary>
internal sealed class Patience : IDisposable
{
    private readonly Func<TimeSpan> _length;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    /// <param name="length">How long, asked each time that the waiting begins.</param>
    /// <param name="time">The clock.</param>
    /// <param name="first">Ends the waiting too.</param>
    /// <param name="second">As the first.</param>
    public Patience(Func<TimeSpan> length, TimeProvider time, CancellationToken first, CancellationToken second = default)
    {
        _length = length;
        _timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, first, second);
    }

    /// <summary>Cancelled when the time is over, or by one of the tokens that were given.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => _timer.IsCancellationRequested;

    /// <summary>What was waited at most, the last time.</summary>
    public TimeSpan Length { get; private set; }

    public void Begin()
    {
        Length = _length();
        _timer.CancelAfter(Length);
    }

    public void Pause() => _timer.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
