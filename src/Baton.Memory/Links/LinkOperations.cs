using System.Collections.Frozen;
using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Ids;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Storage;

namespace Baton.Memory.Links;

/// <summary>To add or remove a link, or to show a record's neighbourhood.</summary>
public sealed record LinkRequest
{
    public required RecordRef Ref { get; init; }

    /// <summary>The other end: an id, a prefix, or a memory's key; null only shows.</summary>
    public string? To { get; init; }
    public string? Relation { get; init; }
    public bool Remove { get; init; }

    /// <summary>Takes another vocabulary's word for the relation; it is kept and shown, and means nothing more.</summary>
    internal bool AnyRelation { get; init; }

    /// <summary>0 to 3; how far to show.</summary>
    public int Depth { get; init; } = 1;
}

/// <summary>A link as it is shown.</summary>
/// <param name="From">The record that says it.</param>
/// <param name="To">The record it is about.</param>
/// <param name="Relation">What it says.</param>
/// <param name="At">Since when.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Depth">How many links away from the record asked for, counted from 1.</param>
public sealed record LinkShown(string From, string To, string Relation, DateTimeOffset At, string Author, int Depth);

/// <summary>A record's neighbourhood.</summary>
/// <param name="Id">The record asked for.</param>
/// <param name="Links">Nearest first.</param>
/// <param name="Removed">Whether a link was there to remove; null when none was to be.</param>
/// <param name="More">Whether there are more links than are shown.</param>
public sealed record LinksShown(string Id, ImmutableArray<LinkShown> Links, bool? Removed, bool More);

/// <summary>Links between records. A link is seen only by who may see both of its ends.</summary>
public sealed class LinkOperations
{
    private const int Shown = 200;
    private const int Deepest = 3;

    private readonly MemoryContext _context;

    internal LinkOperations(MemoryContext context) => _context = context;

    /// <summary>What a link may say.</summary>
    public static FrozenSet<string> Relations { get; } =
        FrozenSet.Create(StringComparer.Ordinal, "supports", "contradicts", "extends", "part_of", "about", "caused");

    /// <summary>Adds or removes a link where <see cref="LinkRequest.To"/> is given, and shows the neighbourhood.</summary>
    public async ValueTask<Outcome<LinksShown>> LinkAsync(MemoryCaller caller, LinkRequest request, CancellationToken cancellationToken)
    {
        if (request.Depth is < 0 or > Deepest) return Fail.Invalid("depth is 0 to 3.", "/depth", null, Deepest);
        if (request.Relation is { } relation && !request.AnyRelation && !Relations.Contains(relation))
        {
            return Fail.Invalid($"'{Baton.Memory.Text.Excerpt.Line(relation, 60)}' is no relation.", "/relation", $"Use {string.Join(", ", Relations.Order())}.");
        }
        if (request.To is not null) return await _context.Store.WriteAsync(writer => ChangeAsync(writer, caller, request), cancellationToken);
        if (request.Remove) return Fail.Invalid("remove needs to: the other end.", "/to");
        return await _context.Store.ReadAsync<Outcome<LinksShown>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, _context.Clock.Now);
            if (!(await FindAsync(reader, caller, scope, request.Ref)).TryGet(out var stored, out var failure)) return failure;
            return await ShowAsync(reader, scope, stored.Id, request.Depth, null);
        }, cancellationToken);
    }

    private async ValueTask<Outcome<LinksShown>> ChangeAsync(IMemoryWriter writer, MemoryCaller caller, LinkRequest request)
    {
        var now = _context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (!(await FindAsync(writer, caller, scope, request.Ref)).TryGet(out var from, out var failure)) return failure;
        if (ProjectResolver.RefuseWrite(caller, from.Project) is { } refused) return refused;
        if (!(await RecordFinder.FindEitherAsync(writer, caller, scope, RecordKind.Memory, request.To!, from.Project, anyKind: true)).TryGet(out var to, out var missing)) return missing with { Path = "/to" };
        if (from.Id == to.Id) return Fail.Invalid("A record cannot be linked to itself.", "/to");
        var by = MemoryContext.By(caller, "memory_link");
        bool? removed = null;
        if (request.Remove)
        {
            removed = false;
            foreach (var relation in Relations.Where(known => request.Relation is null || known == request.Relation))
            {
                removed |= await writer.RemoveLinkAsync(from.Id, to.Id, relation, by, now);
            }
            if (removed is false) return Fail.NotFound($"There is no such link from {from.Id} to {to.Id}.", "/to");
        }
        else
        {
            await writer.PutLinkAsync(new StoredLink(from.Id, to.Id, request.Relation ?? "about", by, now));
        }
        return await ShowAsync(writer, scope, from.Id, request.Depth, removed);
    }

    private static ValueTask<Outcome<StoredVersion>> FindAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, RecordRef named)
    {
        var kind = named.Id is { } id && RecordIds.TryNormalise(id, out _, out var ofKind) ? ofKind : RecordKind.Memory;
        return RecordFinder.FindAsync(reader, caller, scope, kind, named);
    }

    private static async ValueTask<LinksShown> ShowAsync(IMemoryReader reader, Scope scope, string id, int depth, bool? removed)
    {
        var links = new List<LinkShown>();
        var known = new HashSet<(string, string, string)>();
        var reached = new HashSet<string>(StringComparer.Ordinal) { id };
        var edge = new List<string> { id };
        var more = false;
        for (var level = 1; level <= depth && edge.Count > 0; level++)
        {
            var next = new List<string>();
            foreach (var record in edge)
            {
                foreach (var link in await reader.LinksAsync(scope, record))
                {
                    if (!known.Add((link.From, link.To, link.Relation))) continue;
                    more |= links.Count >= Shown;
                    if (links.Count < Shown) links.Add(new LinkShown(link.From, link.To, link.Relation, link.At, link.By.Principal, level));
                    var neighbour = link.From == record ? link.To : link.From;
                    if (reached.Add(neighbour)) next.Add(neighbour);
                }
                if (more) break;
            }
            edge = next;
        }
        return new LinksShown(id, [.. links], removed, more);
    }
}
