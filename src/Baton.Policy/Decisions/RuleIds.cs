namespace Baton.Policy.Decisions;

/// <summary>The rule ids that are not places in a document.</summary>
public static class RuleIds
{
    /// <summary>Nothing refused.</summary>
    public const string None = "";

    /// <summary>The grant has no policy for the server.</summary>
    public const string NoPolicy = "(no policy)";

    /// <summary>The tool is hidden.</summary>
    public const string Hidden = "(hidden)";

    /// <summary>The server does not list the tool, and the policy hides others.</summary>
    public const string NotListed = "(not listed)";

    /// <summary>No entry matches.</summary>
    public const string DefaultDeny = "(default deny)";

    /// <summary>The tool's definition is not the approved one.</summary>
    public const string DefinitionChanged = "(definition changed)";

    /// <summary>The arguments are no strict JSON object.</summary>
    public const string Malformed = "(malformed)";

    /// <summary>The arguments do not satisfy the tool's own schema.</summary>
    public const string InputSchema = "(input schema)";

    /// <summary>The counter store does not answer.</summary>
    public const string LimitsUnavailable = "(limits unavailable)";
}
