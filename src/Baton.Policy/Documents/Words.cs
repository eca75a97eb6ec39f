namespace Baton.Policy.Documents;

/// <summary>What happens to a call that no entry matches.</summary>
public enum DefaultAction
{
    /// <summary>Refused.</summary>
    Deny,

    /// <summary>Let through.</summary>
    Allow,
}

/// <summary>Whether refusals are carried out or only recorded.</summary>
public enum PolicyMode
{
    /// <summary>Carried out.</summary>
    Enforce,

    /// <summary>Recorded only.</summary>
    Observe,
}

/// <summary>What an entry does with a call that its rules let through.</summary>
public enum EntryAction
{
    /// <summary>Let through.</summary>
    Allow,

    /// <summary>Refused.</summary>
    Deny,

    /// <summary>Left out of every list, and answered like an unknown tool.</summary>
    Hide,

    /// <summary>A person is asked first.</summary>
    RequireApproval,
}

/// <summary>What a tool can do, in order of severity; decided by the catalogue and the operator.</summary>
public enum ToolCategory
{
    /// <summary>Not known.</summary>
    Other,

    /// <summary>Reads only.</summary>
    Read,

    /// <summary>Changes something that can be changed back.</summary>
    Write,

    /// <summary>Runs code or commands.</summary>
    Execute,

    /// <summary>Moves money.</summary>
    Financial,

    /// <summary>Destroys something.</summary>
    Destructive,
}

/// <summary>Whether a tool may be called whose definition is not the approved one.</summary>
public enum DefinitionsMode
{
    /// <summary>It may not.</summary>
    Pinned,

    /// <summary>It may.</summary>
    Any,
}

/// <summary>Whose budget a limit is.</summary>
public enum LimitScope
{
    /// <summary>Each grant has its own.</summary>
    Grant,

    /// <summary>Each session has its own.</summary>
    Session,

    /// <summary>Each person or agent has its own, over all servers.</summary>
    Principal,

    /// <summary>One for all callers of the server.</summary>
    Server,

    /// <summary>One for everything.</summary>
    Global,
}

/// <summary>How a window lies in time.</summary>
public enum WindowAlign
{
    /// <summary>Any span as long as the window.</summary>
    Sliding,

    /// <summary>From one boundary of the calendar to the next.</summary>
    Calendar,
}

/// <summary>What happens to a call that does not fit a limit.</summary>
public enum ExceedAction
{
    /// <summary>It is refused.</summary>
    Deny,

    /// <summary>A person is asked.</summary>
    Ask,
}

/// <summary>What, besides the counter's name, must be equal for two calls to share a count.</summary>
public enum SameCalls
{
    /// <summary>Tool and arguments: a loop breaker.</summary>
    Arguments,
}

/// <summary>Who answers a request for approval.</summary>
public enum Approver
{
    /// <summary>The operator, out of the agent's reach.</summary>
    Operator,

    /// <summary>The person at the agent's client: consent, not control.</summary>
    Caller,
}

/// <summary>What a missing argument means to a condition.</summary>
public enum MissingValue
{
    /// <summary>The condition is undecided, which refuses.</summary>
    Undecided,

    /// <summary>The condition does not refuse.</summary>
    Pass,
}

/// <summary>How a string is normalised before it is compared.</summary>
public enum TextForm
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Unicode NFKC.</summary>
    Nfkc,
}
