using Baton.Memory.Search.Results;
using Baton.Memory.Storage;

namespace Baton.Memory.Search;

/// <summary>The records of one search's finds, each read once.</summary>
internal sealed class RecordShelf(IMemoryReader reader, Scope scope)
{
    private readonly Dictionary<string, StoredVersion?> _read = new(StringComparer.Ordinal);

    /// <summary>The record as the scope sees it, or null.</summary>
    public async ValueTask<StoredVersion?> ReadAsync(string id)
    {
        if (!_read.TryGetValue(id, out var record)) _read.Add(id, record = await reader.GetAsync(scope, id));
        return record;
    }

    /// <summary>The first of these that fit, in their order.</summary>
    public async ValueTask<List<DuplicateGroup>> FittingAsync(IEnumerable<DuplicateGroup> groups, Func<StoredVersion, bool> fits, long most)
    {
        var fitting = new List<DuplicateGroup>();
        foreach (var group in groups)
        {
            if (fitting.Count >= most) break;
            if (await ReadAsync(group.Best.Candidate.Id) is { } record && fits(record)) fitting.Add(group);
        }
        return fitting;
    }
}
