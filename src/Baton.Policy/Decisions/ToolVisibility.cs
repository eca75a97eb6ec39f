namespace Baton.Policy.Decisions;

/// <summary>Whether something is shown in a list.</summary>
public enum ToolVisibility
{
    /// <summary>It is shown.</summary>
    Shown,

    /// <summary>It is hidden by the policy, and answered like something unknown.</summary>
    Hidden,

    /// <summary>It can never be called, so it is left out; calling it says why.</summary>
    NeverCallable,
}
