using Baton.Memory.Storage;

namespace Baton.Memory.Bundles;

/// <summary>The links in force of a bundle's records, as far as whoever makes it may see both ends.</summary>
/// <param name="Inside">Both ends are in the bundle.</param>
/// <param name="Outside">One end is left out.</param>
internal sealed record BundleLinks(IReadOnlyList<StoredLink> Inside, IReadOnlyList<StoredLink> Outside)
{
    public static async ValueTask<BundleLinks> ReadAsync(IMemoryReader reader, Scope scope, IReadOnlyList<string> ids)
    {
        var own = ids.ToHashSet(StringComparer.Ordinal);
        var all = new HashSet<StoredLink>();
        foreach (var id in ids) all.UnionWith(await reader.LinksAsync(scope, id));
        var ordered = all.OrderBy(link => link.At).ToLookup(link => own.Contains(link.From) && own.Contains(link.To));
        return new BundleLinks([.. ordered[true]], [.. ordered[false]]);
    }
}
