namespace Baton.Policy.Decisions;

/// <summary>The stable codes of decisions.</summary>
public static class DecisionCodes
{
    /// <summary>Allowed.</summary>
    public const string Allowed = "allowed";

    /// <summary>The grant has no policy for the server.</summary>
    public const string NoPolicy = "no_policy";

    /// <summary>The tool is hidden.</summary>
    public const string Hidden = "hidden";

    /// <summary>The server does not list the tool, and the policy hides others.</summary>
    public const string UnknownTool = "unknown_tool";

    /// <summary>No entry matches and the default is to deny.</summary>
    public const string DefaultDeny = "default_deny";

    /// <summary>The tool's definition is not the approved one.</summary>
    public const string DefinitionChanged = "definition_changed";

    /// <summary>The arguments are no strict JSON object.</summary>
    public const string Malformed = "malformed";

    /// <summary>The arguments do not satisfy a schema.</summary>
    public const string InvalidArguments = "invalid_arguments";

    /// <summary>The tool's own schema is of a dialect that is not validated.</summary>
    public const string UnsupportedDialect = "unsupported_dialect";

    /// <summary>The tool's own schema cannot be used.</summary>
    public const string InvalidSchema = "invalid_schema";

    /// <summary>A rule of <c>deny_if</c> holds.</summary>
    public const string RuleDenied = "rule_denied";

    /// <summary>A rule of <c>require</c> does not hold.</summary>
    public const string RequirementNotMet = "requirement_not_met";

    /// <summary>A rule could not be decided, which refuses.</summary>
    public const string Undecided = "undecided";

    /// <summary>The entry denies every call.</summary>
    public const string Denied = "denied";

    /// <summary>A person must approve the call first.</summary>
    public const string ApprovalRequired = "approval_required";

    /// <summary>A person denied this very call.</summary>
    public const string ApprovalDenied = "approval_denied";

    /// <summary>What the call costs cannot be told.</summary>
    public const string InvalidCost = "invalid_cost";

    /// <summary>A budget is used up.</summary>
    public const string LimitExceeded = "limit_exceeded";

    /// <summary>The counter store does not answer.</summary>
    public const string LimitsUnavailable = "limits_unavailable";

    /// <summary>The server may not ask this of the client.</summary>
    public const string RequestDenied = "request_denied";
}
