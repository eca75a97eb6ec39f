using Baton.Memory.Storage;

namespace Baton.Memory.Rewind;

/// <summary>Works out which links a rewind removes or adds again.</summary>
internal static class LinkPlanner
{
    public static IReadOnlyList<RewindLink> Plan(IReadOnlyList<StoredLinkWrite> writes, bool force)
    {
        var plan = new List<RewindLink>();
        foreach (var group in writes.GroupBy(write => (write.Link.From, write.Link.To, write.Link.Relation)))
        {
            var first = group.First();
            var last = group.Last();
            var stoodBefore = !first.Added;
            if (last.InForce == stoodBefore) continue;
            var changedLater = last.LastAt > last.Link.At;
            plan.Add(new RewindLink(last, changedLater && !force
                ? new RewindConflict($"{(last.InForce ? "added" : "removed")} again by {last.LastBy.Grant}", last.LastBy, last.LastAt)
                : null));
        }
        return plan;
    }
}
