using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Text;

namespace Baton.Memory.Resources;

/// <summary>Lists resources page by page: the digests of all projects, then handoffs, then memories, the newest first.</summary>
internal sealed class ResourceListing(MemoryContext context)
{
    private const string Kind = "resources";
    private const int PageSize = 100;
    private const string Digests = "digests";
    private const string Handoffs = "handoffs";
    private const string Memories = "memories";

    public async ValueTask<Outcome<ResourcePage>> ListAsync(MemoryCaller caller, string? cursor, CancellationToken cancellationToken)
    {
        if (!Decode(cursor).TryGet(out var place, out var failure)) return failure;
        return await context.Store.ReadAsync(reader => PageAsync(reader, caller, place), cancellationToken);
    }

    private async ValueTask<ResourcePage> PageAsync(IMemoryReader reader, MemoryCaller caller, Place place)
    {
        var scope = MemoryContext.ScopeOf(caller, context.Clock.Now) with { IncludeSuperseded = false };
        var entries = new List<ResourceEntry>(PageSize);
        for (Place? at = place; at is not null; at = await AddAsync(reader, scope, at, entries))
        {
            if (entries.Count == PageSize) return new ResourcePage(entries, Encode(at));
        }
        return new ResourcePage(entries, null);
    }

    /// <summary>Fills the page from one source as far as there is room; says where to go on, or null at the very end.</summary>
    private static async ValueTask<Place?> AddAsync(IMemoryReader reader, Scope scope, Place at, List<ResourceEntry> entries)
    {
        if (at.Source == Digests) return await AddDigestsAsync(reader, scope, at, entries);
        var kind = at.Source == Handoffs ? RecordKind.Handoff : RecordKind.Memory;
        var page = await reader.ListAsync(scope, new RecordFilter { Kind = kind }, new PageRequest(PageSize - entries.Count, at.After));
        entries.AddRange(page.Rows.Select(EntryOf));
        return page.Next is { } next ? at with { After = next } : kind == RecordKind.Handoff ? new Place(Memories, "", null) : null;
    }

    private static async ValueTask<Place> AddDigestsAsync(IMemoryReader reader, Scope scope, Place at, List<ResourceEntry> entries)
    {
        var names = (await reader.ListProjectsAsync(scope)).Select(project => project.Name)
            .Order(StringComparer.Ordinal).Where(name => string.CompareOrdinal(name, at.Name) > 0).ToList();
        var room = PageSize - entries.Count;
        entries.AddRange(names.Take(room).Select(name => new ResourceEntry(
            ResourceUris.OfDigest(name), $"digest of {name}", null, "What is open and known in this project.", ResourceUris.Markdown, null)));
        return names.Count > room ? new Place(Digests, names[room - 1], null) : new Place(Handoffs, "", null);
    }

    private static ResourceEntry EntryOf(StoredVersion row)
    {
        var uri = ResourceUris.Of(row.Kind, row.Id)!;
        if (row.Kind == RecordKind.Handoff)
        {
            var handoff = HandoffReader.Read(row);
            return new ResourceEntry(uri, handoff.Key, handoff.Title, Excerpt.Line(handoff.Summary, 300), ResourceUris.Markdown, handoff.UpdatedAt);
        }
        var memory = MemoryReader.Read(row);
        return new ResourceEntry(uri, memory.Key ?? memory.Id, memory.Title, Excerpt.Line(MemoryRow.TextOf(memory), 300), ResourceUris.Markdown, memory.UpdatedAt);
    }

    private static string Encode(Place place) => Cursors.Encode(
        Kind, place.Source, place.Name, (place.After?.At.UtcTicks ?? 0).ToString(CultureInfo.InvariantCulture), place.After?.Id ?? "");

    private static Outcome<Place> Decode(string? cursor)
    {
        if (cursor is null) return new Place(Digests, "", null);
        if (!Cursors.TryDecode(Kind, cursor, 4, out var parts) || parts[0] is not (Digests or Handoffs or Memories)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return Fail.BadCursor("The cursor is not one of resources/list, or it is damaged.");
        }
        return new Place(parts[0], parts[1], parts[3].Length == 0 ? null : new PagePosition(new DateTimeOffset(ticks, TimeSpan.Zero), parts[3]));
    }

    /// <summary>Where a page begins: after a project's name, or after a row.</summary>
    private sealed record Place(string Source, string Name, PagePosition? After);
}
