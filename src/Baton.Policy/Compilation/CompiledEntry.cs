using Baton.Policy.Approvals;
using Baton.Policy.Documents;
using Baton.Policy.Limits;
using Baton.Policy.Results;
using Baton.Policy.Schemas;

namespace Baton.Policy.Compilation;

/// <summary>A compiled entry.</summary>
internal sealed class CompiledEntry
{
    public required string Pointer { get; init; }

    public required EntryAction Action { get; init; }

    public required PolicyMode Mode { get; init; }

    public string? Reason { get; init; }

    public required CompiledRule[] Require { get; init; }

    public required CompiledRule[] DenyIf { get; init; }

    public JsonSchema? Arguments { get; init; }

    public required LimitPlan[] Limits { get; init; }

    public ApprovalPlan? Approval { get; init; }

    public ResultPlan? Result { get; init; }

    public bool IsObserved => Mode == PolicyMode.Observe;

    /// <summary>Whether no call can pass it.</summary>
    public bool RefusesAll => !IsObserved && (Action is EntryAction.Deny or EntryAction.Hide || Array.Exists(DenyIf, rule => rule.RefusesAll)
        || Array.Exists(Limits, limit => limit.OnExceed == ExceedAction.Deny && (limit.Window is null ? limit.Concurrent == 0 : limit.Max < Math.Max(limit.MinCost, limit.Cost is null ? 1 : 0))));
}
