using System.Collections.Immutable;

namespace Baton.Gateway.Grants;

/// <summary>What an operator changes of a grant at once; what is not named stays.</summary>
public sealed record GrantChange
{
    /// <summary>Servers to add, or whose policy changes.</summary>
    public ImmutableDictionary<string, string> Put { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Servers to take away.</summary>
    public ImmutableArray<string> Removed { get; init; } = [];

    /// <summary>The dialect in which the memory server speaks to it; null leaves it as it is.</summary>
    public NewDialect? Dialect { get; init; }
}

/// <summary>A grant's dialect from now on.</summary>
/// <param name="Name">Null leaves it to the connection.</param>
public sealed record NewDialect(string? Name);
