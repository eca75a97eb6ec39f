using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Recall;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Memories;

/// <summary>Whether a memory's text is the one that was written.</summary>
/// <param name="Memory">The memory as it is read now.</param>
/// <param name="StoredHash">Of the text when it was written; null where the text is too short to be told apart.</param>
/// <param name="ComputedHash">Of the text that is there.</param>
public sealed record MemoryVerified(MemoryRecord Memory, string? StoredHash, string? ComputedHash)
{
    /// <summary>Whether nobody changed it behind the store.</summary>
    public bool IsIntact => StoredHash == ComputedHash;
}

/// <summary>Compares a memory with the hash that its last write left.</summary>
internal sealed class MemoryVerifying(MemoryContext context)
{
    public async ValueTask<Outcome<MemoryVerified>> VerifyAsync(MemoryCaller caller, RecordRef named, CancellationToken cancellationToken)
    {
        var found = await context.Store.ReadAsync(
            reader => RecordFinder.FindAsync(reader, caller, MemoryContext.ScopeOf(caller, context.Clock.Now), RecordKind.Memory, named), cancellationToken);
        if (!found.TryGet(out var stored, out var failure)) return failure;
        var memory = MemoryReader.Read(stored);
        return new MemoryVerified(memory, stored.ContentHash, RecallText.Hash(MemoryRow.TextOf(memory)));
    }
}
