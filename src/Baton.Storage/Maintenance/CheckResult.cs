namespace Baton.Storage.Maintenance;

/// <summary>What one check of one database found.</summary>
/// <param name="File">For example <c>memory.db</c>.</param>
/// <param name="Check">What was looked at, in words.</param>
/// <param name="Problems">What is wrong, at most 100 lines; empty when all is well.</param>
public sealed record CheckResult(string File, string Check, IReadOnlyList<string> Problems)
{
    /// <summary>Nothing was found.</summary>
    public bool IsSound => Problems.Count == 0;

    /// <summary>It could not look, because the disk is full; the file itself may be sound.</summary>
    public bool IsDiskFull { get; init; }
}
