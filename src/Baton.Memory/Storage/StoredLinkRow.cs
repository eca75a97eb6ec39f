namespace Baton.Memory.Storage;

/// <summary>A link as it was kept: when it was added, and when it was removed. A link that was removed and added again has two.</summary>
/// <param name="Sequence">Its place in the order of all links.</param>
/// <param name="Link">The link, with who added it and when.</param>
/// <param name="End">Who removed it and when; null while it is in force.</param>
public readonly record struct StoredLinkRow(long Sequence, StoredLink Link, StoredLinkEnd? End);

/// <summary>The end of a link.</summary>
public sealed record StoredLinkEnd(Provenance By, DateTimeOffset At);
