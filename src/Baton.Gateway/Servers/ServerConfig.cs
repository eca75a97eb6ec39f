using System.Collections.Immutable;
using Baton.Gateway.MetaTools;
using Baton.Policy.Documents;

namespace Baton.Gateway.Servers;

/// <summary>A server behind the gateway as the operator configured it. Header and environment values may be credentials.</summary>
public abstract record ServerConfig
{
    private ServerConfig() { }

    /// <summary>The name that endpoints, grants and policies use.</summary>
    public required string Name { get; init; }

    /// <summary>Whether its tools must be reviewed before first use; else they are pinned as first seen.</summary>
    public ServerReview Review { get; init; }

    /// <summary>Its tools that call other tools, beside those that are known everywhere.</summary>
    public ImmutableArray<MetaTool> MetaTools { get; init; } = [];

    /// <summary>What the operator says that tools can do, by tool; it goes before what their definitions look like.</summary>
    public ImmutableDictionary<string, ToolCategory> Categories { get; init; } = ImmutableDictionary<string, ToolCategory>.Empty;

    /// <summary>A server reached over HTTP.</summary>
    public sealed record Http : ServerConfig
    {
        public required Uri Url { get; init; }

        /// <summary>Headers sent with every request; the values are encrypted at rest.</summary>
        public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;
    }

    /// <summary>A server that is started as a child process and spoken to over its standard streams.</summary>
    public sealed record Stdio : ServerConfig
    {
        public required string Command { get; init; }

        public ImmutableArray<string> Arguments { get; init; } = [];

        /// <summary>Variables it gets beside the allow-listed ones; the values are encrypted at rest.</summary>
        public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

        /// <summary>Its working folder, absolute; null for the gateway's.</summary>
        public string? WorkingFolder { get; init; }
    }
}

/// <summary>When a server's tool definitions are approved.</summary>
public enum ServerReview
{
    /// <summary>What is seen at first use is pinned.</summary>
    OnUse,

    /// <summary>Nothing may be called before an operator has looked.</summary>
    First,
}
