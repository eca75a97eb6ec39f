namespace Baton.Memory.Transfer.Foreign;

/// <summary>What to bring in from another system.</summary>
/// <param name="Format">One of <see cref="ForeignFormats.Names"/>.</param>
/// <param name="Files">Its files, or its server's answers.</param>
/// <param name="Options">What the operator said beside them.</param>
/// <param name="DryRun">Whether to find out what would happen, and write nothing.</param>
public sealed record ForeignRequest(string Format, IReadOnlyList<ForeignFile> Files, ForeignOptions Options, bool DryRun);
