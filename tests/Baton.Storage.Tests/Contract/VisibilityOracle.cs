using Baton.Memory.Storage;

namespace Baton.Storage.Tests.Contract;

/// <summary>The one predicate once more, written naively over every version ever put: what a store is measured against.</summary>
internal sealed class VisibilityOracle(IReadOnlyList<StoredVersion> versions)
{
    /// <summary>The version that the scope shows of each record it may see.</summary>
    public IEnumerable<StoredVersion> Visible(Scope scope)
    {
        foreach (var record in versions.GroupBy(version => version.Id))
        {
            var ordered = record.OrderBy(version => version.Version).ToList();
            var shown = ordered.LastOrDefault(version => scope.KnownAt is not { } knownAt || version.RecordedAt <= knownAt);
            if (shown is not null && Shows(scope, shown, ordered[^1])) yield return shown;
        }
    }

    public static bool Matches(RecordFilter filter, StoredVersion version, DateTimeOffset now)
    {
        var status = version.Status == "claimed" && version.ClaimUntil <= now ? "open" : version.Status;
        var author = version.CreatedBy;
        return version.Kind == filter.Kind
            && (filter.Project is null || version.Project == filter.Project || version.Visibility == Visibility.Shared)
            && (filter.Thread is null || version.Thread == filter.Thread)
            && (filter.Statuses.IsEmpty || filter.Statuses.Contains(status!))
            && (filter.To.IsEmpty || filter.To.Contains(version.To ?? ""))
            && (filter.From is null || new[] { author.Principal, author.Grant, author.Client }.Contains(filter.From))
            && (filter.Types.IsEmpty || filter.Types.Contains(version.Type!))
            && (filter.TagsAny.IsEmpty || filter.TagsAny.Intersect(version.Tags).Any())
            && filter.TagsAll.All(version.Tags.Contains)
            && (filter.Visibility is null || version.Visibility == filter.Visibility)
            && (filter.Pinned is null || version.Pinned == filter.Pinned);
    }

    public static bool MayAccess(Scope scope, StoredVersion version)
        => (version.Visibility != Visibility.Private || scope.Principal is null || version.Owner == scope.Principal)
        && (scope.Projects.IsEmpty || scope.Projects.Contains(version.Project) || version.Visibility == Visibility.Shared);

    private static bool Shows(Scope scope, StoredVersion shown, StoredVersion newest)
        => MayAccess(scope, shown) && MayAccess(scope, newest)
        && (scope.IncludeDeleted || shown.DeletedAt is null)
        && (scope.IncludeSuperseded || shown.SupersededBy is null)
        && (scope.IncludeExpired || ((shown.ExpiresAt is not { } end || end > (scope.KnownAt ?? scope.Now)) && (newest.ExpiresAt is not { } last || last > scope.Now)))
        && (scope.AsOf is not { } asOf || ((shown.ValidFrom is not { } from || from <= asOf) && (shown.ValidTo is not { } to || asOf < to)));
}
