namespace Baton.Gateway.Approvals;

/// <summary>How calls wait for a person.</summary>
public sealed record ConsentOptions
{
    /// <summary>How often a waiting call looks for an answer, which may come from another process.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often a client that asked for progress hears that its call still waits.</summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromSeconds(5);
}
