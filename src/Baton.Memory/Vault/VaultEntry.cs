using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;

namespace Baton.Memory.Vault;

/// <summary>One record as the vault sees it, whichever kind it is.</summary>
internal abstract record VaultEntry(string Id, int Version, IReadOnlyList<string> Paths)
{
    public static VaultEntry Of(StoredVersion stored)
    {
        if (stored.Kind == RecordKind.Memory) return new OfMemory(MemoryReader.Read(stored));
        return new OfHandoff(HandoffReader.Read(stored));
    }

    /// <summary>The file as it should be.</summary>
    public abstract ValueTask<byte[]> WriteAsync(IMemoryReader reader);

    /// <summary>Saves an edited file as the next version.</summary>
    /// <returns>Null when done.</returns>
    /// <exception cref="FormatException">A field holds what it cannot.</exception>
    public abstract ValueTask<Failure?> SaveAsync(MemoryServer server, MemoryCaller caller, VaultDocument document, CancellationToken cancellationToken);

    private sealed record OfHandoff(Handoff Handoff) : VaultEntry(Handoff.Id, Handoff.Version, VaultPaths.Of(Handoff))
    {
        public override async ValueTask<byte[]> WriteAsync(IMemoryReader reader)
            => HandoffDocument.Write(Handoff, (await HandoffBodies.ReadAsync(reader, Handoff.Body)).Span);

        public override async ValueTask<Failure?> SaveAsync(MemoryServer server, MemoryCaller caller, VaultDocument document, CancellationToken cancellationToken)
            => (await server.Handoffs.SaveAsync(caller, HandoffDocument.ReadEdit(document, Handoff), cancellationToken)).Failure;
    }

    private sealed record OfMemory(MemoryRecord Memory) : VaultEntry(Memory.Id, Memory.Version, VaultPaths.Of(Memory))
    {
        public override ValueTask<byte[]> WriteAsync(IMemoryReader reader) => new(MemoryDocument.Write(Memory));

        public override async ValueTask<Failure?> SaveAsync(MemoryServer server, MemoryCaller caller, VaultDocument document, CancellationToken cancellationToken)
            => (await server.Memories.UpdateAsync(caller, new RecordRef(Memory.Id), MemoryDocument.ReadEdit(document, Memory), cancellationToken)).Failure;
    }
}
