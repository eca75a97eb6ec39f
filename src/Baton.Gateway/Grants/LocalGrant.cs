using System.Collections.Immutable;

namespace Baton.Gateway.Grants;

/// <summary>The grant that a first start makes: this machine's own clients, the memory server, no tokens.</summary>
public static class LocalGrant
{
    /// <summary>Its id and label.</summary>
    public const string Name = "local";

    /// <summary>The name of the policy <c>{"version":"1","default":"allow","tools":{}}</c> that it has on the memory server.</summary>
    public const string Policy = "local";

    /// <summary>The server it reaches until the operator adds others.</summary>
    public const string Server = "memory";

    /// <summary>The grant itself. The toolset <c>admin</c> is for operators and is not among them.</summary>
    public static Grant Create() => new()
    {
        Id = Name,
        Label = Name,
        Principal = Name,
        Servers = ImmutableDictionary<string, string>.Empty.Add(Server, Policy),
        Toolsets = ["core", "more", "tasks", "agents", "archive"],
    };
}
