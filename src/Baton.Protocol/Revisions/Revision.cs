using System.Collections.Immutable;

namespace Baton.Protocol.Revisions;

/// <summary>A dated revision of the protocol that Baton speaks.</summary>
public sealed record Revision
{
    private Revision(string text, Era era)
    {
        Text = text;
        Era = era;
    }

    /// <summary>The revision's date as it stands on the wire.</summary>
    public string Text { get; }

    /// <summary>How peers of this revision keep their state.</summary>
    public Era Era { get; }

    /// <summary>The first revision; spoken over stdio only, since its HTTP transport was another one.</summary>
    public static Revision V20241105 { get; } = new("2024-11-05", Era.Sessions);

    /// <summary>The oldest revision spoken over HTTP; also the answer to clients that offer 2025-03-26.</summary>
    public static Revision V20250618 { get; } = new("2025-06-18", Era.Sessions);

    /// <summary>The newest revision of the session era.</summary>
    public static Revision V20251125 { get; } = new("2025-11-25", Era.Sessions);

    /// <summary>The stateless revision.</summary>
    public static Revision V20260728 { get; } = new("2026-07-28", Era.Stateless);

    /// <summary>What is spoken over stdio, newest first.</summary>
    public static ImmutableArray<Revision> OverStdio { get; } = [V20260728, V20251125, V20250618, V20241105];

    /// <summary>What is spoken over HTTP, newest first.</summary>
    public static ImmutableArray<Revision> OverHttp { get; } = [V20260728, V20251125, V20250618];

    /// <summary>2025-03-26 allowed batches; no client needs it that does not also speak its successor.</summary>
    public const string Superseded = "2025-03-26";

    /// <summary>The revision of that date, or null when it is not spoken.</summary>
    public static Revision? Find(string? text)
    {
        foreach (var revision in OverStdio)
        {
            if (string.Equals(revision.Text, text, StringComparison.Ordinal)) return revision;
        }
        return null;
    }

    /// <summary>Whether the text names a revision of the session era, spoken or superseded.</summary>
    public static bool IsOfSessions(string? text) => text == Superseded || Find(text)?.Era == Era.Sessions;

    /// <summary>
    /// Answers the revision that a client offers in <c>initialize</c>: the same if it is spoken in the session era over this
    /// transport, the successor of 2025-03-26 for that, and the newest of the session era for anything else.
    /// </summary>
    public static Revision Negotiate(string? offered, ImmutableArray<Revision> spoken)
    {
        if (offered == Superseded) return V20250618;
        return Find(offered) is { Era: Era.Sessions } same && spoken.Contains(same)
            ? same
            : offered == V20241105.Text ? V20250618 : V20251125;
    }

    public override string ToString() => Text;
}
