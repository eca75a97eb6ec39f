using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Text;

namespace Baton.Memory.Handoffs;

/// <summary>Reads what a handoff says of itself, without showing it: nothing counts as recalled.</summary>
internal sealed class HandoffReading(MemoryContext context)
{
    public async ValueTask<Outcome<Handoff>> GetAsync(MemoryCaller caller, RecordRef named, CancellationToken cancellationToken)
        => (await context.Store.ReadAsync(reader => RecordFinder.FindAsync(reader, caller, MemoryContext.ScopeOf(caller, context.Clock.Now), RecordKind.Handoff, named), cancellationToken))
            .TryGet(out var stored, out var failure) ? HandoffReader.Read(stored) : failure;

    /// <summary>How many messages the body has.</summary>
    public ValueTask<int> CountMessagesAsync(Handoff handoff, CancellationToken cancellationToken)
        => context.Store.ReadAsync(async reader => BodyMessages.Starts((await HandoffBodies.ReadAsync(reader, handoff.Body)).Span).Count, cancellationToken);
}
