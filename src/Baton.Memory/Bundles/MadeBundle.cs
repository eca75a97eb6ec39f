using Baton.Memory.Storage;

namespace Baton.Memory.Bundles;

/// <summary>A bundle, and what whoever makes it should know of it.</summary>
/// <param name="File">The bytes to hand on.</param>
/// <param name="Records">How many records are in it, the handoff included.</param>
/// <param name="Links">How many links between them.</param>
/// <param name="Outside">Links to records that are not in it: their ids are named in it, and nothing else of them.</param>
public sealed record MadeBundle(ReadOnlyMemory<byte> File, int Records, int Links, IReadOnlyList<StoredLink> Outside);
