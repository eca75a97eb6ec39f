using System.Collections.Immutable;
using Baton.Policy.Conditions;
using Baton.Policy.Documents;
using Baton.Policy.Paths;

namespace Baton.Policy.Approvals;

/// <summary>A compiled approval.</summary>
internal sealed record ApprovalPlan(
    string Rule,
    ICondition? When,
    Approver By,
    TimeSpan Timeout,
    TimeSpan Wait,
    RememberFor Remember,
    TimeSpan RememberTime,
    ImmutableArray<PolicyPath> RememberOn)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(20);
}
