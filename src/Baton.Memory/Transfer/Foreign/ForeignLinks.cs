using Baton.Memory.Callers;
using Baton.Memory.Links;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>Brings in links between memories of one import; one that is there already is passed over.</summary>
internal sealed class ForeignLinks(MemoryContext context, MemoryOperations memories, LinkOperations links, bool dryRun)
{
    private const string Supersedes = "supersedes";
    private readonly Dictionary<string, string> _projects = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string, string)> _counted = [];

    /// <summary>In which project a memory was imported.</summary>
    public void Note(string key, string project) => _projects[key] = project;

    public async ValueTask<string?> PutAsync(MemoryCaller caller, ForeignItem.OfLink link, ImportTally tally, CancellationToken cancellationToken)
    {
        var records = new ForeignRecords(context);
        var ends = new List<string>();
        var isCut = false;
        foreach (var key in (string[])[link.From, link.To])
        {
            if (!_projects.TryGetValue(key, out var project)) return $"The link's end {key} is not among what was imported.";
            var found = await records.FindAsync(caller, RecordKind.Memory, project, key, cancellationToken);
            if (found.Failure is { } refused) return refused.Message;
            if (found.Value.Id is { } id) ends.Add(id);
            isCut |= found.Value.IsDeleted;
        }
        if (isCut)
        {
            // What was deleted here stays so, and its links with it.
            tally.Present++;
            tally.Deleted++;
            return null;
        }
        if (ends.Count < 2 && dryRun)
        {
            if (_counted.Add((link.From, link.To, link.Relation))) tally.Links++;
            else tally.Present++;
            return null;
        }
        return ends.Count < 2 ? "An end of the link could not be imported." : await LinkAsync(caller, ends[0], ends[1], link.Relation, tally, cancellationToken);
    }

    private async ValueTask<string?> LinkAsync(MemoryCaller caller, string from, string to, string relation, ImportTally tally, CancellationToken cancellationToken)
    {
        var shown = await links.LinkAsync(caller, new LinkRequest { Ref = new RecordRef(from) }, cancellationToken);
        if (shown.Failure is { } unknown) return unknown.Message;
        if (shown.Value.Links.Any(known => known.From == from && known.To == to && known.Relation == relation))
        {
            tally.Present++;
            return null;
        }
        var failure = relation == Supersedes
            ? (await memories.UpdateAsync(caller, new RecordRef(from), new MemoryFields { Supersedes = [to] }, cancellationToken)).Failure
            : (await links.LinkAsync(caller, new LinkRequest { Ref = new RecordRef(from), To = to, Relation = relation, AnyRelation = true }, cancellationToken)).Failure;
        if (failure is not null) return failure.Message;
        tally.Links++;
        return null;
    }
}
