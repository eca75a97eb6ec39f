namespace Baton.Policy.Results;

/// <summary>What is done with an answer; compiled, of one entry or of all that applied.</summary>
public sealed class ResultPlan
{
    /// <summary>Longest answer in bytes; null for no bound.</summary>
    public long? MaxBytes { get; init; }

    internal TextPattern[] Redact { get; init; } = [];

    internal TextPattern[] DenyIfContains { get; init; } = [];

    /// <summary>Both: the smaller bound, and every pattern.</summary>
    internal static ResultPlan? Merge(ResultPlan? left, ResultPlan? right)
    {
        if (left is null || right is null) return left ?? right;
        return new ResultPlan
        {
            MaxBytes = left.MaxBytes is { } a && right.MaxBytes is { } b ? Math.Min(a, b) : left.MaxBytes ?? right.MaxBytes,
            Redact = [.. left.Redact, .. right.Redact],
            DenyIfContains = [.. left.DenyIfContains, .. right.DenyIfContains],
        };
    }
}
