namespace Baton.Catalog.Classification;

/// <summary>Whether an ordinary call of the same server can undo what a call did.</summary>
public enum Reversibility
{
    /// <summary>The definition does not say.</summary>
    Unknown,

    /// <summary>It changes nothing, or can be changed back.</summary>
    Yes,

    /// <summary>It cannot be taken back: a deletion, a message that left, money that moved.</summary>
    No,
}
