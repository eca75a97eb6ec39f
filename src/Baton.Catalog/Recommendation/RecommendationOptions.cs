using System.Collections.Immutable;

namespace Baton.Catalog.Recommendation;

/// <summary>What the catalogue cannot know of a site and writes into rules. The defaults are narrow: they refuse rather than leak.</summary>
public sealed record RecommendationOptions
{
    /// <summary>The defaults.</summary>
    public static RecommendationOptions Default { get; } = new();

    public PolicyProfile Profile { get; init; } = PolicyProfile.Balanced;

    /// <summary>Folders that paths must lie in. <c>.</c> admits relative paths that stay inside the server's working folder.</summary>
    public ImmutableArray<string> Folders { get; init; } = ["."];

    /// <summary>Domains that mail may go to.</summary>
    public ImmutableArray<string> MailDomains { get; init; } = ["example.com"];

    /// <summary>Programs that commands may run.</summary>
    public ImmutableArray<string> Programs { get; init; } = ["date", "echo", "ls", "pwd", "uname", "whoami"];

    /// <summary>Currencies that money may move in.</summary>
    public ImmutableArray<string> Currencies { get; init; } = ["USD", "EUR", "usd", "eur"];

    /// <summary>The most that one grant may spend in a day, in the unit of the tool's own amount.</summary>
    public decimal SpendPerDay { get; init; } = 1_000;
}
