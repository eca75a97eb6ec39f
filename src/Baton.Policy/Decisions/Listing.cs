namespace Baton.Policy.Decisions;

/// <summary>
/// What its server's list says of a tool. A policy that hides tools answers the names that no list has as it answers the hidden
/// ones, since nobody knows the server's own words for them; to other policies it makes no difference.
/// </summary>
public enum Listing
{
    /// <summary>The list has it.</summary>
    Listed,

    /// <summary>The list does not have it.</summary>
    Absent,

    /// <summary>
    /// The list does not say: the server gives none, or the tool is called through one that calls others, for which servers keep
    /// tools out of their lists. What the policy lets through is the server's to answer.
    /// </summary>
    Untold,
}
