using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Operations;

/// <summary>
/// Holds a store to the number of records an operator set; without one there is no limit, and nothing is ever evicted. What is deleted
/// or expired makes room, so that those who write can help themselves; to restore is to take room again.
/// </summary>
internal static class RecordCount
{
    public static async ValueTask<Failure?> RefuseAsync(IMemoryReader reader, Scope scope, MemoryLimits limits, int more)
    {
        if (limits.Records is not { } most) return null;
        var usage = await reader.UsageAsync(Scope.Operator(scope.Now) with { IncludeDeleted = false, IncludeExpired = false });
        var count = usage.Records.Values.Sum();
        return count + more <= most ? null
            : Fail.TooLarge("The store", count + more, most, "records", "", "Delete what is no longer needed, or ask the operator to raise the limit.");
    }
}
