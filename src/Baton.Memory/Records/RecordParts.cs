using System.Collections.Immutable;
using System.Globalization;

namespace Baton.Memory.Records;

/// <summary>A file that a handoff speaks of. The path is text for the reader; nothing opens it.</summary>
public sealed record FileNote(string Path, string? Commit, string? Note);

/// <summary>A remark on a handoff, free to everyone who may see it.</summary>
/// <param name="Id">Unique within the handoff, for example <c>c3</c>.</param>
/// <param name="Author">The principal, from the connection.</param>
/// <param name="Client">The client's label, or null.</param>
/// <param name="Text">The remark.</param>
/// <param name="At">When.</param>
public sealed record Comment(string Id, string Author, string? Client, string Text, DateTimeOffset At)
{
    /// <summary>The id of the comment that a version brings.</summary>
    public static string IdIn(int version) => string.Create(CultureInfo.InvariantCulture, $"c{version}");
}

/// <summary>What somebody did with a handoff or a task.</summary>
public sealed record WorkOutcome(string Text, string Author, DateTimeOffset At);

/// <summary>Who works on a handoff or a task, and until when. Of the token only the hash is kept.</summary>
/// <param name="TokenSha256">SHA-256 of the whole token, lower-case hex.</param>
/// <param name="Holder">The principal that won.</param>
/// <param name="Client">Its client's label, or null.</param>
/// <param name="Grant">The grant it came through.</param>
/// <param name="At">When it was won.</param>
/// <param name="Until">When the lease lapses; from that instant it is open again.</param>
public sealed record WorkClaim(string TokenSha256, string Holder, string? Client, string Grant, DateTimeOffset At, DateTimeOffset Until);

/// <summary>The chunks appended so far, so that a repeated one is harmless.</summary>
/// <param name="Seq">The last chunk's number.</param>
/// <param name="Sha256">The last chunk's hash.</param>
public sealed record AppendState(long Seq, string Sha256);

/// <summary>A handoff's statuses.</summary>
public static class HandoffStatus
{
    public const string Open = "open";
    public const string Claimed = "claimed";
    public const string Done = "done";
    public const string Archived = "archived";

    /// <summary>All of them, in the order of a life.</summary>
    public static ImmutableArray<string> All { get; } = [Open, Claimed, Done, Archived];
}

/// <summary>How sure a memory is.</summary>
public static class MemoryLayer
{
    public const string Stated = "stated";
    public const string Hypothesis = "hypothesis";
    public const string Verified = "verified";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Stated, Hypothesis, Verified];
}

/// <summary>The usual types of memories; others are allowed.</summary>
public static class MemoryType
{
    public const string Fact = "fact";
    public const string Warning = "warning";
    public const string Question = "question";

    /// <summary>The ones with a meaning of their own.</summary>
    public static ImmutableArray<string> Usual { get; } =
        [Fact, "decision", "preference", "procedure", "context", Warning, Question, "result"];
}
