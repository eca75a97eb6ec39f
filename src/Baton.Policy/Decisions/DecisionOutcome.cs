namespace Baton.Policy.Decisions;

/// <summary>What happens to a call.</summary>
public enum DecisionOutcome
{
    /// <summary>It goes on, once its reservations are made.</summary>
    Allow,

    /// <summary>It is refused with a reason.</summary>
    Deny,

    /// <summary>It is answered as if the tool did not exist.</summary>
    Hide,

    /// <summary>A person decides.</summary>
    Ask,
}
