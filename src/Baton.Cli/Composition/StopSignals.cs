using System.Runtime.InteropServices;

namespace Baton.Cli.Composition;

/// <summary>Turns SIGTERM, SIGINT and SIGHUP into a cancellation, so that what is in flight ends before the process does.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="also">Stops too.</param>
    public StopSignals(CancellationToken also)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(also);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop),
        ];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        // Cancellation runs callbacks of its own; a signal handler must not wait for them.
        ThreadPool.UnsafeQueueUserWorkItem(Cancel, _source, preferLocal: false);
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command was stopped by another way, and ended, before this came to run.
        }
    }
}
