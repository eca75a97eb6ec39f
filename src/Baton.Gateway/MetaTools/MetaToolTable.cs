using System.Collections.Immutable;

namespace Baton.Gateway.MetaTools;

/// <summary>Which tools call others, by server: those that are known everywhere, and what the operator says of a server.</summary>
/// <param name="configured">What is configured for a server now; it goes before what is known.</param>
public sealed class MetaToolTable(Func<string, ImmutableArray<MetaTool>> configured)
{
    /// <summary>Only what is known everywhere.</summary>
    public static MetaToolTable Known { get; } = new(static _ => []);

    /// <summary>The tool of that name where it is one that calls others; else null.</summary>
    public MetaTool? Find(string server, string tool)
        => configured(server).FirstOrDefault(own => own.Tool == tool) ?? MetaTool.Known.FirstOrDefault(known => known.Tool == tool);
}
