using Baton.Memory.Storage;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>
/// What an import does with a key that its files hold more than once: each becomes a version, the newest last. A repeat that finds
/// the last one passes over them all, and a dry run, which leaves nothing to find, remembers what it would have written.
/// </summary>
/// <param name="items">Everything, in the order in which it is brought in.</param>
internal sealed class ForeignRepeats(IEnumerable<ForeignItem> items)
{
    private readonly Dictionary<(RecordKind, string?, string), string> _last = Last(items);
    private readonly Dictionary<(RecordKind, string?, string), bool> _settled = [];
    private readonly Dictionary<(RecordKind, string?, string), string> _written = [];

    /// <param name="kind">Of the record.</param>
    /// <param name="project">As the item names it.</param>
    /// <param name="key">Its key.</param>
    /// <param name="digest">Of the item.</param>
    /// <param name="stored">Of what the record was imported from last; null when there is none.</param>
    public bool IsThere(RecordKind kind, string? project, string key, string digest, string? stored)
    {
        var id = (kind, project, key);
        if (!_settled.TryGetValue(id, out var settled)) _settled[id] = settled = stored == _last[id];
        return settled || _written.GetValueOrDefault(id, stored ?? "") == digest;
    }

    /// <returns>Whether it is the first of its key.</returns>
    public bool Wrote(RecordKind kind, string? project, string key, string digest)
    {
        var isFirst = !_written.ContainsKey((kind, project, key));
        _written[(kind, project, key)] = digest;
        return isFirst;
    }

    private static Dictionary<(RecordKind, string?, string), string> Last(IEnumerable<ForeignItem> items)
    {
        var last = new Dictionary<(RecordKind, string?, string), string>();
        foreach (var item in items)
        {
            if (item is ForeignItem.OfMemory memory) last[(RecordKind.Memory, memory.Fields.Project, memory.Fields.Key!)] = memory.Digest;
            else if (item is ForeignItem.OfHandoff handoff) last[(RecordKind.Handoff, handoff.Request.Project, handoff.Request.Key!)] = handoff.Digest;
        }
        return last;
    }
}
