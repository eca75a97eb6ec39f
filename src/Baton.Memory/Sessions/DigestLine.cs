using Baton.Memory.Records;

namespace Baton.Memory.Sessions;

/// <summary>One line that a digest may show.</summary>
/// <param name="text">The line, without its break.</param>
/// <param name="under">The line of another section that it stands under; shown only when that one is.</param>
internal sealed class DigestLine(string text, DigestLine? under = null)
{
    public string Text => text;

    public DigestLine? Under => under;

    /// <summary>The handoff that the line stands for.</summary>
    public Handoff? Handoff { get; init; }

    /// <summary>The memory that the line stands for.</summary>
    public MemoryRecord? Memory { get; init; }

    /// <summary>Set by the layout.</summary>
    public bool IsShown { get; set; }

    /// <summary>Whether it could be shown: it is not yet, and what it stands under is.</summary>
    public bool IsWaiting => !IsShown && under is not { IsShown: false };
}
