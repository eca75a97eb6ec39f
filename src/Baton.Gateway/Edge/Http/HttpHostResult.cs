namespace Baton.Gateway.Edge.Http;

/// <summary>How a run of the HTTP host ended.</summary>
/// <param name="Problem">Why it could not start, for the operator; null when it ran and was stopped.</param>
public sealed record HttpHostResult(string? Problem)
{
    /// <summary>It ran until it was stopped.</summary>
    public static HttpHostResult Stopped { get; } = new((string?)null);
}
