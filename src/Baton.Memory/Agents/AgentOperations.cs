using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Storage;

namespace Baton.Memory.Agents;

/// <summary>Who else is at work, and messages between them, for tools, commands and dialects alike.</summary>
public sealed class AgentOperations
{
    private readonly MemoryContext _context;
    private readonly Notifying _notifying;
    private readonly Inbox _inbox;

    internal AgentOperations(MemoryContext context)
    {
        _context = context;
        _notifying = new Notifying(context);
        _inbox = new Inbox(context);
    }

    /// <summary>Principals by what they wrote, as far as the caller may see it.</summary>
    public async ValueTask<Outcome<AgentsSeen>> ListAsync(MemoryCaller caller, AgentListRequest request, CancellationToken cancellationToken)
    {
        if (ProjectFilter.Refuse(caller, request.Project) is { } refused) return refused;
        var scope = MemoryContext.ScopeOf(caller, _context.Clock.Now);
        var filter = new AgentFilter { Project = request.Project?.Trim(), SeenAfter = request.SeenAfter, Limit = request.Limit };
        return new AgentsSeen([.. await _context.Store.ReadAsync(reader => reader.AgentsAsync(scope, filter), cancellationToken)], scope.Now);
    }

    /// <summary>Sends a message, a notice to each recipient.</summary>
    public ValueTask<Outcome<NoticesSent>> NotifyAsync(MemoryCaller caller, NotifyRequest request, CancellationToken cancellationToken)
        => _notifying.NotifyAsync(caller, request, cancellationToken);

    /// <summary>Lists notices, the newest first; those to the caller unless others are asked for. Consumes nothing.</summary>
    public ValueTask<Outcome<InboxPage>> InboxAsync(MemoryCaller caller, InboxRequest request, CancellationToken cancellationToken)
        => _inbox.ListAsync(caller, request, cancellationToken);

    /// <summary>Marks notices as read by the caller, or as unread again. For others they stay as they were.</summary>
    public ValueTask<Outcome<NoticesAcknowledged>> AcknowledgeAsync(MemoryCaller caller, InboxAckRequest request, CancellationToken cancellationToken)
        => _inbox.AcknowledgeAsync(caller, request, cancellationToken);
}
