using Baton.Memory.Records;

namespace Baton.Memory.Dialects.M3;

/// <summary>Types of memories that the dialect itself writes.</summary>
internal static class M3Types
{
    public const string Conversation = "conversation";
    public const string Message = "message";
    public const string Handoff = "handoff";
    public const string Scratchpad = "scratchpad";

    /// <summary>What the dialect keeps of agents, notes and retention begins with this.</summary>
    public const string OwnPrefix = "m3.";
    public const string Agent = OwnPrefix + "agent";
    public const string Notification = OwnPrefix + "notification";
    public const string Retention = OwnPrefix + "retention";

    /// <summary>Whether somebody wrote it, and not the dialect for itself.</summary>
    public static bool IsAuthored(MemoryRecord memory) => !memory.Type.StartsWith(OwnPrefix, StringComparison.Ordinal);
}
