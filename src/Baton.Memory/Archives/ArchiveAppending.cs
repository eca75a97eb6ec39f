using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Archives;

/// <summary>Adds a chunk to an archive, which is kept as it is or not at all.</summary>
internal sealed class ArchiveAppending(MemoryContext context)
{
    private const string Operation = "archive_append";

    /// <summary>A secret may be cut by the border of two chunks, so the end of the one before is looked at again.</summary>
    private const int Overlap = 512;

    public async ValueTask<Outcome<ArchiveAppended>> AppendAsync(MemoryCaller caller, ArchiveAppendRequest request, CancellationToken cancellationToken)
    {
        if (Check(request) is { } refused) return refused;
        var looked = await context.Store.ReadAsync(reader => LookAsync(reader, caller, request), cancellationToken);
        if (!looked.TryGet(out var before, out var failure)) return failure;
        var screening = Screen(before, request);
        return await context.Store.WriteAsync(writer => WriteAsync(writer, caller, request, before.Bytes, screening), cancellationToken);
    }

    private static Screening Screen(Looked before, ArchiveAppendRequest request)
    {
        var screening = new Screening(before.Project);
        screening.Text("/chunk", Encoding.UTF8.GetString(before.Tail.Span) + Encoding.UTF8.GetString(request.Chunk.Span));
        if (request.Title is { } title) screening.Text("/title", title);
        screening.List("/tags", request.Tags);
        return screening;
    }

    private Failure? Check(ArchiveAppendRequest request)
        => request.Chunk.IsEmpty ? Fail.Invalid("The chunk is empty.", "/chunk")
        : request.Chunk.Length > context.Limits.BodyBytes
            ? Fail.TooLarge("The chunk", request.Chunk.Length, context.Limits.BodyBytes, "bytes", "/chunk", "Send it in several, each with its offset.")
        : request.Offset < 0 ? Fail.Invalid("offset is below zero.", "/offset")
        : request.Ref.IsEmpty ? Fail.Invalid("Which archive? Give id, or key.", "/id", "A key that nobody has makes a new archive.")
        : HandoffRules.Key(request.Ref.Id is null ? request.Ref.Key : null, context.Limits, "/key")
            ?? HandoffRules.Title(Patch.SetOrKeep(request.Title), context.Limits)
            ?? HandoffRules.Name("thread", Patch.SetOrKeep(request.Thread), context.Limits.KeyLength)
            ?? HandoffRules.Tags(Patch.Set(request.Tags), context.Limits);

    private async ValueTask<Outcome<ArchiveAppended>> WriteAsync(
        IMemoryWriter writer, MemoryCaller caller, ArchiveAppendRequest request, long lookedAt, Screening screening)
    {
        var scope = MemoryContext.ScopeOf(caller, context.Clock.Now);
        if (!(await CurrentAsync(writer, caller, scope, request)).TryGet(out var current, out var failure)) return failure;
        if (current.Archive is { } existing)
        {
            if (ProjectResolver.RefuseWrite(caller, existing.Project) is { } refused) return refused;
            if (request.Offset is { } offset && offset != existing.Bytes) return await RepeatAsync(writer, scope, existing, request, offset);
        }
        else if (request.Offset > 0)
        {
            return Fail.NotFound("There is no archive with this key to go on with.", "/offset", "Begin with offset 0.");
        }
        if ((current.Archive?.Bytes ?? 0) != lookedAt) screening = Screen(await LookAsync(writer, scope, current), request);
        if (screening.Redacted is [var secret, ..])
        {
            return Fail.Forbidden($"{(secret.Path == "/chunk" ? "The chunk" : secret.Path)} holds a secret ({secret.Kind}); an archive is kept as it is or not at all.", secret.Path,
                $"Take it out and send the chunk again, or let the operator keep secrets: baton project set {current.Project.Name} --secrets keep.");
        }
        if (screening.Refusal is { } refusal) return refusal;
        if (current.Archive is null && await RecordCount.RefuseAsync(writer, scope, context.Limits, 1) is { } full) return full;
        return await PutAsync(writer, caller, current, request, screening, scope.Now);
    }

    private async ValueTask<Outcome<ArchiveAppended>> PutAsync(
        IMemoryWriter writer, MemoryCaller caller, Current current, ArchiveAppendRequest request, Screening screening, DateTimeOffset now)
    {
        var by = MemoryContext.By(caller, Operation);
        await ProjectResolver.EnsureAsync(writer, current.Project);
        var before = current.Archive;
        var hash = ResumableSha256.Resume(before is null ? default : before.HashState.Span, before?.Bytes ?? 0);
        hash.Append(request.Chunk.Span);
        var archive = (before is null ? New(request, current.Project.Name, now, by) : ArchiveRow.Next(before, now, by)) with
        {
            Bytes = (before?.Bytes ?? 0) + request.Chunk.Length,
            Sha256 = hash.Current(),
            HashState = hash.Save(),
            Chunk = new ArchiveChunk(await writer.PutSegmentAsync(request.Chunk), request.Chunk.Length),
        };
        archive = archive with { Suspicious = [.. archive.Suspicious.Concat(screening.Suspicious).Take(20)] };
        await writer.PutVersionAsync(ArchiveRow.Of(archive, index: before is null));
        return new ArchiveAppended(archive, archive.Offset, WasThere: false, screening.Warnings);
    }

    /// <summary>The archive as it is, and the project it lies in or will lie in.</summary>
    private static async ValueTask<Outcome<Current>> CurrentAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, ArchiveAppendRequest request)
    {
        if (request.Ref.Id is not null)
        {
            if (!(await RecordFinder.FindAsync(reader, caller, scope, RecordKind.Archive, request.Ref)).TryGet(out var stored, out var failure)) return failure;
            var kept = await reader.FindProjectAsync(stored.Project) ?? new Project { Name = stored.Project, CreatedAt = scope.Now };
            return new Current(ArchiveReader.Read(stored), kept);
        }
        if (!(await ProjectResolver.ResolveAsync(reader, caller, request.Ref.Project, scope.Now)).TryGet(out var project, out var refused)) return refused;
        var found = await reader.FindByKeyAsync(scope, RecordKind.Archive, project.Name, request.Ref.Key!.Trim());
        return new Current(found is null ? null : ArchiveReader.Read(found), project);
    }

    /// <summary>A chunk that was sent before is harmless; other bytes in its place, or a gap, are not.</summary>
    private static async ValueTask<Outcome<ArchiveAppended>> RepeatAsync(
        IMemoryReader reader, Scope scope, Archive archive, ArchiveAppendRequest request, long offset)
    {
        if (offset + request.Chunk.Length <= archive.Bytes)
        {
            var there = await new ArchiveChunks(reader, scope).ReadAsync(archive, offset, request.Chunk.Length);
            if (there.Span.SequenceEqual(request.Chunk.Span)) return new ArchiveAppended(archive, offset, WasThere: true, []);
        }
        var message = offset < archive.Bytes
            ? $"Other bytes are at {offset} already: {archive.Id} has {archive.Bytes} bytes."
            : $"{archive.Id} has {archive.Bytes} bytes; a chunk at {offset} would leave a gap.";
        return Fail.Invalid(message, "/offset", $"Go on at {archive.Bytes}.", archive.Bytes) with
        {
            DetailsJson = string.Create(CultureInfo.InvariantCulture, $"{{\"bytes\":{archive.Bytes}}}"),
        };
    }

    /// <summary>What screening must know, read before the write so that no lock is held while a chunk is looked through.</summary>
    private async ValueTask<Outcome<Looked>> LookAsync(IMemoryReader reader, MemoryCaller caller, ArchiveAppendRequest request)
    {
        var scope = MemoryContext.ScopeOf(caller, context.Clock.Now);
        return (await CurrentAsync(reader, caller, scope, request)).TryGet(out var current, out var failure) ? await LookAsync(reader, scope, current) : failure;
    }

    private static async ValueTask<Looked> LookAsync(IMemoryReader reader, Scope scope, Current current)
    {
        if (current.Archive is not { Bytes: > 0 } archive) return new Looked(current.Project, 0, default);
        for (var length = Overlap; ; length = SecretWindow.Most)
        {
            var tail = await new ArchiveChunks(reader, scope).ReadAsync(archive, Math.Max(0, archive.Bytes - length), length);
            if (length == SecretWindow.Most || !SecretWindow.IsWithinToken(tail.Span)) return new Looked(current.Project, archive.Bytes, tail);
        }
    }

    private Archive New(ArchiveAppendRequest request, string project, DateTimeOffset now, Provenance by) => new()
    {
        Id = context.Ids.Next(RecordKind.Archive),
        Key = request.Ref.Key?.Trim(),
        Project = project,
        Version = 1,
        Title = request.Title,
        Thread = request.Thread?.Trim(),
        Tags = [.. request.Tags.Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal)],
        Sha256 = "",
        HashState = default,
        Run = new ArchiveRun(1, 0),
        CreatedAt = now,
        UpdatedAt = now,
        By = by,
        CreatedBy = by,
    };

    /// <summary>The end of an archive of so many bytes.</summary>
    private sealed record Looked(Project Project, long Bytes, ReadOnlyMemory<byte> Tail);

    private sealed record Current(Archive? Archive, Project Project);
}
