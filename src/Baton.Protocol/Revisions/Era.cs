namespace Baton.Protocol.Revisions;

/// <summary>The two ways in which MCP peers keep what they know of each other.</summary>
public enum Era
{
    /// <summary>An <c>initialize</c> handshake opens a session that later messages refer to (2024-11-05 to 2025-11-25).</summary>
    Sessions,

    /// <summary>Every request carries revision and capabilities in <c>_meta</c> (2026-07-28).</summary>
    Stateless,
}
