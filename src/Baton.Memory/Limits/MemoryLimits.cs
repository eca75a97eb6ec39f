namespace Baton.Memory.Limits;

/// <summary>
/// How much one call may bring. What is over is refused with the limit and the size, never trimmed. Sizes are UTF-8 bytes,
/// lengths are characters (Unicode scalar values), unless said otherwise.
/// </summary>
public sealed record MemoryLimits
{
    /// <summary>The limits in force unless configuration says otherwise.</summary>
    public static MemoryLimits Default { get; } = new();

    /// <summary>A handoff's body, appended chunks included: 4 MiB.</summary>
    public int BodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>A memory's content or value.</summary>
    public int ContentBytes { get; init; } = 1024 * 1024;

    /// <summary>A summary, comment or outcome.</summary>
    public int SummaryBytes { get; init; } = 64 * 1024;

    /// <summary>One item of a list, such as a decision.</summary>
    public int ItemBytes { get; init; } = 16 * 1024;

    /// <summary>Items in any list.</summary>
    public int ListItems { get; init; } = 200;

    /// <summary>Memories in one call.</summary>
    public int BatchItems { get; init; } = 500;

    /// <summary>Keys, project names, thread names.</summary>
    public int KeyLength { get; init; } = 200;

    /// <summary>Titles.</summary>
    public int TitleLength { get; init; } = 500;

    /// <summary>One tag, a type, a status, a principal or role, a relation.</summary>
    public int NameLength { get; init; } = 100;

    /// <summary>A search query.</summary>
    public int QueryBytes { get; init; } = 64 * 1024;

    /// <summary>Results or rows in one page.</summary>
    public int PageItems { get; init; } = 200;

    /// <summary>A conversation saved through the dialect <c>conversation-handoff</c>, whose own limit this is: 1 MiB.</summary>
    public int ConversationBytes { get; init; } = 1024 * 1024;

    /// <summary>The summary of one: 10 KB.</summary>
    public int ConversationSummaryBytes { get; init; } = 10 * 1024;

    /// <summary>The longest lease of a claim.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The longest time to live: a longer one is a mistake in the unit.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromDays(36_500);

    /// <summary>Records of a store; null for no limit.</summary>
    public long? Records { get; init; }
}
