using System.Collections.Immutable;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Edge;

/// <summary>What every request of the stateless era must carry in <c>_meta</c> (2026-07-28, Per-request protocol fields).</summary>
internal static class StatelessRule
{
    private static readonly string[] Levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

    /// <summary>Null when the required fields are there; the revision itself is judged by <see cref="CheckRevision"/>.</summary>
    public static RpcError? CheckFields(Envelope envelope)
    {
        if (envelope.ProtocolVersion is null) return Missing(MetaKey.ProtocolVersion);
        if (envelope.ClientCapabilities.IsEmpty) return Missing(MetaKey.ClientCapabilities);
        return envelope.LogLevel is { } level && !IsLevel(level)
            ? RpcError.InvalidParams($"params._meta[\"{MetaKey.LogLevel}\"] is no log level; known are {string.Join(", ", Levels)}")
            : null;
    }

    /// <summary>Null when the request's revision is one that is spoken statelessly.</summary>
    public static RpcError? CheckRevision(string version, ImmutableArray<Revision> spoken)
        => Revision.Find(version) is { Era: Era.Stateless } found && spoken.Contains(found) ? null : UnsupportedRevision.Error(version, spoken);

    /// <summary>Whether that is a log level (RFC 5424, section 6.2.1, by MCP's names).</summary>
    public static bool IsLevel(string level) => Levels.Contains(level, StringComparer.Ordinal);

    private static RpcError Missing(string key) => RpcError.InvalidParams($"params._meta[\"{key}\"] is missing");
}
