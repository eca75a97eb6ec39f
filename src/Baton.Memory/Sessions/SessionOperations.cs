using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Sessions;

/// <summary>The loop of sessions: a digest at the start, one call at the end.</summary>
public sealed class SessionOperations
{
    private readonly SessionStarting _starting;
    private readonly SessionClosing _closing;

    internal SessionOperations(MemoryContext context, HandoffOperations handoffs, MemoryOperations memories)
    {
        _starting = new SessionStarting(context);
        _closing = new SessionClosing(context, handoffs.Saving, memories.Saving);
    }

    /// <summary>What is open and known, within a budget. Consumes nothing and moves nothing.</summary>
    public ValueTask<Outcome<SessionDigest>> StartAsync(MemoryCaller caller, SessionStartRequest request, CancellationToken cancellationToken)
        => _starting.StartAsync(caller, request, cancellationToken);

    /// <summary>Leaves a handoff and memories, completes what was resumed, and marks the caller's presence, atomically.</summary>
    public ValueTask<Outcome<SessionClosed>> CloseAsync(MemoryCaller caller, SessionCloseRequest request, CancellationToken cancellationToken)
        => _closing.CloseAsync(caller, request, cancellationToken);
}
