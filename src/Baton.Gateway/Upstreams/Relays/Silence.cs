using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>Waits for a call's answer as long as the server is not silent about it for too long.</summary>
internal static class Silence
{
    /// <summary>The answer.</summary>
    /// <param name="waiting">The call; progress and parts of its answer are heard.</param>
    /// <param name="most">How long may be silence; asked each time that it seems to be too long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Takes the call back.</param>
    /// <exception cref="TimeoutException">The server was silent for too long.</exception>
    public static async Task<Reply> WaitAsync(Waiting waiting, Func<TimeSpan> most, TimeProvider time, CancellationToken cancellationToken)
    {
        waiting.Heard(time);
        while (true)
        {
            var limit = most();
            var left = limit == Timeout.InfiniteTimeSpan ? limit : limit - time.GetElapsedTime(waiting.LastHeard);
            if (left <= TimeSpan.Zero && limit != Timeout.InfiniteTimeSpan) throw new TimeoutException();
            try
            {
                return await waiting.Answer.WaitAsync(left, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // it may have been heard meanwhile
            }
        }
    }
}
