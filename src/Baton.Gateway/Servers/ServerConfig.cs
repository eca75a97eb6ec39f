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

    /// <summary>
    /// Whether calls pass whose tool has an input schema in a JSON Schema dialect that is not validated here; else they are refused,
    /// since nobody could say that their arguments are right.
    /// </summary>
    public bool SkipsDialects { get; init; }

    /// <summary>How long it may say nothing at all about a call before it is given up; null for what is usual.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The same, with what is usual where nothing was configured.</summary>
    public abstract TimeSpan Silence { get; }

    /// <summary>A server reached over HTTP.</summary>
    public sealed record Http : ServerConfig
    {
        /// <summary>How long one is usually waited for: over a network silence soon means that nothing will come.</summary>
        public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

        public override TimeSpan Silence => Timeout ?? Patience;

        public required Uri Url { get; init; }

        /// <summary>Headers sent with every request; the values are encrypted at rest.</summary>
        public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;
    }

    /// <summary>A server that is started as a child process and spoken to over its standard streams.</summary>
    public sealed record Stdio : ServerConfig
    {
        /// <summary>How long one is usually waited for: a process that lives may be at work, and one that died is noticed at once.</summary>
        public static TimeSpan Patience { get; } = TimeSpan.FromHours(1);

        public override TimeSpan Silence => Timeout ?? Patience;

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
