namespace Baton.Conformance.Transparency;

/// <summary>One check of the official suite.</summary>
/// <param name="Id">Its id; several checks of a scenario may have the same.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status"><c>SUCCESS</c>, <c>FAILURE</c>, <c>WARNING</c>, <c>SKIPPED</c> or <c>INFO</c>.</param>
public sealed record SuiteCheck(string Id, string Name, string Status)
{
    /// <summary>What the suite says of it.</summary>
    public string? Message { get; init; }

    public bool IsBad => Status is "FAILURE" or "WARNING";

    /// <summary>What two runs must agree on.</summary>
    public string Finding => $"{Status} {Id} ({Name})";
}
