namespace Baton.Catalog.Recommendation;

/// <summary>How much a recommended policy lets through.</summary>
public enum PolicyProfile
{
    /// <summary>Reads only; everything that destroys, runs or pays is hidden.</summary>
    Strict,

    /// <summary>Reads freely, writes within limits, a person for what cannot be taken back. The default.</summary>
    Balanced,

    /// <summary>Everything, within limits.</summary>
    Open,
}

/// <summary>The words of <see cref="PolicyProfile"/>.</summary>
public static class PolicyProfiles
{
    /// <summary><c>strict</c>, <c>balanced</c>, <c>open</c>.</summary>
    public static string Word(PolicyProfile profile) => profile.ToString().ToLowerInvariant();
}
