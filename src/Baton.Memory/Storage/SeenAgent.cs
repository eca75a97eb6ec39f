using System.Collections.Immutable;

namespace Baton.Memory.Storage;

/// <summary>A principal that wrote something which the scope may see. Nobody else is known to the store: reading leaves no trace.</summary>
/// <param name="Principal">Who.</param>
/// <param name="LastSeen">The newest of its writes that may be seen.</param>
/// <param name="Project">Where that write was.</param>
/// <param name="Clients">The clients it wrote through, the last one first.</param>
public sealed record SeenAgent(string Principal, DateTimeOffset LastSeen, string Project, ImmutableArray<string> Clients);

/// <summary>Which principals are asked for; absent members do not restrict.</summary>
public sealed record AgentFilter
{
    /// <summary>Only by what was written in this project.</summary>
    public string? Project { get; init; }

    public string? Principal { get; init; }

    /// <summary>Only by what was written after this moment.</summary>
    public DateTimeOffset? SeenAfter { get; init; }

    /// <summary>At most so many, the last seen first.</summary>
    public int Limit { get; init; } = 200;
}
