namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>How the built-in server presents itself.</summary>
public sealed record BuiltInOptions
{
    /// <summary>The name in <c>serverInfo</c>.</summary>
    public string Name { get; init; } = "baton";

    /// <summary>The title in <c>serverInfo</c>, for people.</summary>
    public string Title { get; init; } = "Baton memory";

    /// <summary>The version in <c>serverInfo</c>.</summary>
    public required string Version { get; init; }

    /// <summary>How many tools, prompts or templates one page of a list holds.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>How many resources one session may listen to.</summary>
    public int MostSubscriptions { get; init; } = 1000;
}
