using System.Collections.Immutable;
using Baton.Gateway.Tools;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;

namespace Baton.Gateway.Grants;

/// <summary>What a grant may look like.</summary>
internal static class GrantRule
{
    private const int LongestLabel = 64;

    /// <summary>Null when the draft can be made a grant.</summary>
    public static Failure? Check(GrantDraft draft)
    {
        if (!NameRule.IsName(draft.Label)) return Invalid("/label", $"The label '{draft.Label}' is not 1 to {LongestLabel} of A-Z a-z 0-9 . _ -, not beginning with a dot or a dash.");
        if (draft.Label == LocalGrant.Name) return Invalid("/label", "The label 'local' belongs to this machine's own clients.");
        if (draft.Principal is { } principal && !IsLabel(principal))
        {
            return Invalid("/principal", "A principal is 1 to 200 characters without control characters.");
        }
        if (draft.Projects.Concat(draft.Roles).FirstOrDefault(name => !IsLabel(name)) is { } label) return Invalid("/projects", $"'{label}' names no project or role: 1 to 200 characters without control characters.");
        if (Toolsets.Refuse(draft.Toolsets) is { } toolset) return Invalid("/toolsets", toolset);
        if (Servers(draft.Servers) is { } servers) return servers;
        if (Dialect(draft.Dialect) is { } dialect) return dialect;
        if (draft.Lifetime is { } lifetime && lifetime <= TimeSpan.Zero) return Invalid("/expires", "A grant must hold for a while.");
        return null;
    }

    /// <summary>Null when a grant can be changed so.</summary>
    public static Failure? Check(GrantChange change)
    {
        if (change.Removed.FirstOrDefault(change.Put.ContainsKey) is { } both) return Invalid("/servers", $"The server '{both}' is to be put and removed at once.");
        return Servers(change.Put) ?? Dialect(change.Dialect?.Name);
    }

    private static bool IsLabel(string text) => text.Length is > 0 and <= 200 && !text.Any(char.IsControl);

    private static Failure? Servers(ImmutableDictionary<string, string> servers)
    {
        if (servers.Keys.FirstOrDefault(name => !NameRule.IsName(name)) is { } server) return Invalid("/servers", $"'{server}' is no server's name.");
        if (servers.Values.FirstOrDefault(name => !NameRule.IsName(name)) is { } policy) return Invalid("/servers", $"'{policy}' is no policy's name.");
        return null;
    }

    /// <summary>Null for a dialect that there is, and for none.</summary>
    private static Failure? Dialect(string? name) => DialectNames.Refuse(name) is { } unknown ? Invalid("/dialect", unknown) : null;

    private static Failure Invalid(string path, string message) => new(FailureCode.Invalid, message) { Path = path };
}
