using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Dialects.ClaudeMemory;

/// <summary>Files and folders over memories: a file is a memory whose key is its path, a folder is what paths have in common.</summary>
internal sealed class MemoryFiles(RecordListing records, MemoryOperations memories)
{
    private const string FileType = "file";

    public MemoryOperations Memories { get; } = memories;

    /// <summary>The file, or null when there is none of that path in the connection's project.</summary>
    public async ValueTask<Outcome<Found>> FindAsync(MemoryCaller caller, string path, CancellationToken cancellationToken)
    {
        var got = await Memories.GetAsync(caller, new RecordRef(null, path), history: false, cancellationToken);
        if (got.TryGet(out var memory, out var failure)) return new Found(memory.Memory);
        return failure.Code == FailureCode.NotFound ? new Found(null) : failure;
    }

    /// <summary>The files under a folder, by path.</summary>
    public async ValueTask<Outcome<ImmutableArray<MemoryRecord>>> UnderAsync(MemoryCaller caller, string folder, CancellationToken cancellationToken)
    {
        var filter = new RecordFilter { Kind = RecordKind.Memory, KeyPrefix = MemoryPath.Within(folder) };
        return (await records.MemoriesAsync(caller, new RecordQuestion<MemoryRecord>(filter, int.MaxValue), cancellationToken)).TryGet(out var found, out var failure)
            ? found.Records.OrderBy(memory => memory.Key, StringComparer.Ordinal).ToImmutableArray() : failure;
    }

    /// <summary>What stands at a path, or in its way: a file above it, where a folder would have to be.</summary>
    public async ValueTask<Outcome<Place>> PlaceAsync(MemoryCaller caller, string path, CancellationToken cancellationToken)
    {
        foreach (var name in MemoryPath.Above(path).Prepend(path))
        {
            if (!(await FindAsync(caller, name, cancellationToken)).TryGet(out var found, out var failure)) return failure;
            if (found.File is not null) return new Place(name, IsFolder: false);
        }
        return (await UnderAsync(caller, path, cancellationToken)).TryGet(out var under, out var refused) ? new Place(under.IsEmpty ? null : path, IsFolder: true) : refused;
    }

    public ValueTask<Outcome<MemoriesSaved>> CreateAsync(MemoryCaller caller, string path, string text, CancellationToken cancellationToken)
        => Memories.SaveAsync(caller, new MemorySaveRequest([FileText.Into(new MemoryFields { Key = path, Type = FileType }, text)]) { MayRepeat = true }, cancellationToken);

    /// <summary>Writes the next version of a file, unless somebody else did since it was read.</summary>
    public ValueTask<Outcome<MemoryUpdated>> WriteAsync(MemoryCaller caller, MemoryRecord file, string text, CancellationToken cancellationToken)
        => Memories.UpdateAsync(caller, new RecordRef(file.Id), FileText.Into(new MemoryFields { IfMatch = file.Version }, text), cancellationToken);
}

/// <summary>What was found at a path.</summary>
internal readonly record struct Found(MemoryRecord? File);

/// <summary>What stands in the way of a path.</summary>
/// <param name="Path">Where it stands; null when nothing does.</param>
/// <param name="IsFolder">Whether it is a folder, not a file.</param>
internal readonly record struct Place(string? Path, bool IsFolder);
