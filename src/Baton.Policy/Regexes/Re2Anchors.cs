namespace Baton.Policy.Regexes;

/// <summary>How a part of a pattern is tied to the ends of the text.</summary>
/// <param name="Start">Whether it is found at the beginning of the text only.</param>
/// <param name="End">Whether it is found at the end of the text only.</param>
internal readonly record struct Re2Anchors(bool Start, bool End)
{
    /// <summary>Of a part that stands for nothing, such as flags or an empty group.</summary>
    public static Re2Anchors Nothing => new(Start: false, End: false) { IsNothing = true };

    private bool IsNothing { get; init; }

    /// <summary>Of two alternatives.</summary>
    public Re2Anchors Or(Re2Anchors other) => new(Start && other.Start, End && other.End);

    /// <summary>Of this part and the next one.</summary>
    public Re2Anchors Then(Re2Anchors next) => next.IsNothing ? this : IsNothing ? next : new Re2Anchors(Start, next.End);
}
