namespace Baton.Gateway.Audit;

/// <summary>What an audit row records; the words stand in exports.</summary>
public static class AuditKind
{
    /// <summary>A call was judged and is about to leave; committed before it does.</summary>
    public const string Intent = "intent";

    /// <summary>What became of a call whose intent was recorded, under the same request id.</summary>
    public const string Outcome = "outcome";

    /// <summary>A message that was refused and never left, also before a grant was known.</summary>
    public const string Refusal = "refusal";

    /// <summary>Something that happened to Baton itself: a pruned log, a clock that jumped, an operator's decision.</summary>
    public const string Event = "event";
}
