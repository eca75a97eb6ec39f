namespace Baton.Gateway.Edge;

/// <summary>Counts the work under way, so that a stop can wait for it.</summary>
internal sealed class Drain
{
    private readonly Lock _gate = new();
    private int _active;
    private TaskCompletionSource? _empty;

    public void Enter()
    {
        lock (_gate) _active++;
    }

    public void Exit()
    {
        lock (_gate)
        {
            if (--_active > 0) return;
            _empty?.TrySetResult();
            _empty = null;
        }
    }

    /// <summary>Completes when nothing is under way.</summary>
    public Task WhenEmpty()
    {
        lock (_gate)
        {
            if (_active == 0) return Task.CompletedTask;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task;
        }
    }
}
