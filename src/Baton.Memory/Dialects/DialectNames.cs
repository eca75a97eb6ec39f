using System.Collections.Immutable;

namespace Baton.Memory.Dialects;

/// <summary>The dialects there are, for whoever lets a connection choose one.</summary>
public static class DialectNames
{
    /// <summary>The tools of Conversation Handoff.</summary>
    public const string ConversationHandoff = "conversation-handoff";

    /// <summary>The memory tool that Claude models are trained on.</summary>
    public const string ClaudeMemory = "claude-memory";

    /// <summary>The memory, permission and proof tools of LoadItOut.</summary>
    public const string Loaditout = "loaditout";

    /// <summary>The tools of M3.</summary>
    public const string M3 = "m3";

    /// <summary>The handoff, chronicle and comms tools of Sovereign Stack.</summary>
    public const string Sovereign = "sovereign";

    /// <summary>The tools of Ainote.</summary>
    public const string Ainote = "ainote";

    /// <summary>All of them, by name.</summary>
    public static ImmutableArray<string> All { get; } = [Ainote, ClaudeMemory, ConversationHandoff, Loaditout, M3, Sovereign];

    /// <summary>Why a name cannot be used, or null when it can; no name means the native tools.</summary>
    public static string? Refuse(string? name)
        => name is null || All.Contains(name, StringComparer.Ordinal) ? null
            : $"There is no dialect '{Text.Excerpt.Line(name, 80)}'. Use {string.Join(", ", All)}, or none for the native tools.";
}
