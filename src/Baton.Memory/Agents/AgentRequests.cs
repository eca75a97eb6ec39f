using System.Collections.Immutable;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Agents;

/// <summary>To ask who has been at work.</summary>
public sealed record AgentListRequest
{
    /// <summary>Null for every project the caller may see.</summary>
    public string? Project { get; init; }
    public DateTimeOffset? SeenAfter { get; init; }
    public int Limit { get; init; } = 50;
}

/// <summary>Who has been at work.</summary>
/// <param name="Agents">The last seen first.</param>
/// <param name="AsOf">The moment of the question.</param>
public sealed record AgentsSeen(ImmutableArray<SeenAgent> Agents, DateTimeOffset AsOf);

/// <summary>A message to one or several, each of whom gets a notice of its own.</summary>
public sealed record NotifyRequest
{
    /// <summary>Principals or roles.</summary>
    public required ImmutableArray<string> To { get; init; }
    public required string Message { get; init; }

    /// <summary>Whether the message is one JSON value, whose texts are looked at one by one so that it stays one.</summary>
    public bool IsJson { get; init; }
    public string? Subject { get; init; }
    public string? Project { get; init; }
    public string? Thread { get; init; }

    /// <summary>Ids of records that it is about, or beginnings of them.</summary>
    public ImmutableArray<string> Refs { get; init; } = [];

    /// <summary>-1, 0 or 1.</summary>
    public int Priority { get; init; }

    /// <summary>Only the principals it is addressed to may see it.</summary>
    public bool IsPrivate { get; init; }
    public TimeSpan? TimeToLive { get; init; }
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public IdempotencyKey? Idempotency { get; init; }
}

/// <summary>Notices that were sent.</summary>
/// <param name="Notices">One for each recipient, in the order given.</param>
/// <param name="Redacted">Secrets that were replaced.</param>
/// <param name="Warnings">What else to know.</param>
public sealed record NoticesSent(ImmutableArray<Notice> Notices, ImmutableArray<Redaction> Redacted, ImmutableArray<string> Warnings);

/// <summary>Which notices.</summary>
public sealed record InboxRequest
{
    /// <summary>Null for every project the caller may see.</summary>
    public string? Project { get; init; }

    /// <summary>Addressed to one of these; empty for the caller and its roles.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>Addressed to whomever, as far as the caller may see it; <see cref="To"/> is not asked then.</summary>
    internal bool ToAnybody { get; init; }

    /// <summary>Sent by this principal, grant or client.</summary>
    public string? From { get; init; }
    public string? Thread { get; init; }

    /// <summary>Also those that the caller has read.</summary>
    public bool IncludeRead { get; init; }
    public int Limit { get; init; } = 50;
    public string? Cursor { get; init; }

    internal string Fingerprint => string.Join('\n', "inbox sent", Project, ToAnybody, Cursors.List(To), From, Thread, IncludeRead);
}

/// <summary>One page of an inbox.</summary>
/// <param name="Notices">The last sent first.</param>
/// <param name="NextCursor">Goes on, or null at the end.</param>
/// <param name="Total">How many in all.</param>
/// <param name="AsOf">The moment of the question: what to acknowledge up to.</param>
public sealed record InboxPage(ImmutableArray<Notice> Notices, string? NextCursor, long Total, DateTimeOffset AsOf);

/// <summary>To mark notices as read by the caller.</summary>
public sealed record InboxAckRequest
{
    /// <summary>Ids, or beginnings of them.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Everything to the caller that was sent up to this moment; in place of ids.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Narrows <see cref="Until"/>.</summary>
    public string? Project { get; init; }

    /// <summary>Marks them unread again.</summary>
    public bool Unread { get; init; }

    /// <summary>
    /// Also notices to these, for a vocabulary whose agents are no principals: the mark says that the caller has read them and takes
    /// them from nobody else's inbox. Empty for the caller and its roles alone.
    /// </summary>
    internal ImmutableArray<string> To { get; init; } = [];
}

/// <summary>Notices that the call changed; those that were so already are not among them.</summary>
public sealed record NoticesAcknowledged(ImmutableArray<string> Ids);
