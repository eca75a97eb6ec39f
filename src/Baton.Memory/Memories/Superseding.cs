using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Memories;

/// <summary>
/// Replaces older memories by a newer one: they stay, point to it, and leave searches. What others can see can only be
/// replaced by what they can see too, or a private note could hide a fact from a whole team.
/// </summary>
internal static class Superseding
{
    public static async ValueTask<Outcome<ImmutableArray<MemoryRecord>>> ResolveAsync(
        IMemoryReader reader, MemoryCaller caller, Scope scope, MemoryRecord by, MemoryDraft draft)
    {
        var found = ImmutableArray.CreateBuilder<MemoryRecord>();
        for (var i = 0; i < draft.Fields.Supersedes.Length; i++)
        {
            var path = $"{draft.At}/supersedes/{i}";
            var resolved = await RecordFinder.ResolveIdAsync(reader, scope, draft.Fields.Supersedes[i], RecordKind.Memory, path);
            if (!resolved.TryGet(out var id, out var failure)) return failure;
            if (await reader.GetAsync(scope, id) is not { } stored) return Fail.NotFound($"No memory '{id}' that you may see.", path);
            if (id == by.Id) return Fail.Invalid("A memory cannot supersede itself.", path);
            if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused with { Path = path };
            var old = MemoryReader.Read(stored);
            if (by.Visibility < old.Visibility || (old.Visibility == Visibility.Project && by.Visibility == Visibility.Project && old.Project != by.Project))
            {
                return Fail.Forbidden($"{id} is seen by more people than this memory would be.", path, "Give this memory the same project and visibility.");
            }
            found.Add(old);
        }
        return found.DrainToImmutable();
    }

    /// <summary>Why a memory that replaces others may not become visible to fewer than they were; null when it may.</summary>
    public static async ValueTask<Failure?> RefuseHidingAsync(IMemoryReader reader, Scope scope, MemoryRecord by)
    {
        foreach (var id in by.Supersedes)
        {
            if (await reader.GetAsync(scope, id) is not { } old || old.SupersededBy != by.Id || old.Visibility <= by.Visibility) continue;
            return Fail.Forbidden($"{id}, which this memory replaces, is seen by more people than this one would be.", "/visibility", "Write the older one anew first; then it is no longer replaced.");
        }
        return null;
    }

    public static async ValueTask WriteAsync(IMemoryWriter writer, MemoryRecord by, ImmutableArray<MemoryRecord> superseded, DateTimeOffset now, Provenance author)
    {
        foreach (var old in superseded)
        {
            var end = by.ValidFrom ?? now;
            var next = MemoryRow.Next(old, now, author) with
            {
                SupersededBy = by.Id,
                ValidTo = old.ValidTo is { } known && known <= end ? known : old.ValidFrom >= end ? old.ValidTo : end,
            };
            await writer.PutVersionAsync(MemoryRow.Of(next));
            await writer.PutLinkAsync(new StoredLink(by.Id, old.Id, "supersedes", author, now));
        }
    }
}
