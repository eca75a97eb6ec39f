using System.Security.Cryptography;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Archives;

/// <summary>Verbatim transcripts, for tools, commands and dialects alike: appended in chunks, read by range, never altered.</summary>
public sealed class ArchiveOperations
{
    private const int VerifiedAtOnce = 1 << 20;

    private readonly MemoryContext _context;
    private readonly ArchiveAppending _appending;

    internal ArchiveOperations(MemoryContext context)
    {
        _context = context;
        _appending = new ArchiveAppending(context);
    }

    /// <summary>Adds a chunk; a repeat with the same offset is harmless. Costs the chunk, however long the archive is.</summary>
    public ValueTask<Outcome<ArchiveAppended>> AppendAsync(MemoryCaller caller, ArchiveAppendRequest request, CancellationToken cancellationToken)
        => _appending.AppendAsync(caller, request, cancellationToken);

    /// <summary>Reads a range, byte for byte.</summary>
    public ValueTask<Outcome<ArchivePart>> ReadAsync(MemoryCaller caller, ArchiveReadRequest request, CancellationToken cancellationToken)
        => _context.Store.ReadAsync<Outcome<ArchivePart>>(async reader =>
        {
            if (request.Offset < 0) return Fail.Invalid("offset is below zero.", "/offset");
            if (request.Length < 1 || request.Length > _context.Limits.BodyBytes) return Fail.Invalid($"length is 1 to {_context.Limits.BodyBytes}.", "/length", null, _context.Limits.BodyBytes);
            var scope = MemoryContext.ScopeOf(caller, _context.Clock.Now);
            if (!(await FindAsync(reader, caller, scope, request.Ref, request.Version)).TryGet(out var archive, out var failure)) return failure;
            if (request.Offset > archive.Bytes) return Fail.Invalid($"{archive.Id} has {archive.Bytes} bytes.", "/offset", "Begin below that.", archive.Bytes);
            return new ArchivePart(archive, request.Offset, await new ArchiveChunks(reader, scope).ReadAsync(archive, request.Offset, request.Length));
        }, cancellationToken);

    /// <summary>Lists archives, the last written first.</summary>
    public async ValueTask<Outcome<ArchivesFound>> FindAsync(MemoryCaller caller, ArchiveListRequest request, CancellationToken cancellationToken)
    {
        if (ProjectFilter.Refuse(caller, request.Project) is { } refused) return refused;
        if (!ListCursor.Decode(request.Cursor, request.Fingerprint).TryGet(out var after, out var failure)) return failure;
        var filter = new RecordFilter
        {
            Kind = RecordKind.Archive,
            Project = request.Project,
            Thread = request.Thread,
            TagsAny = request.TagsAny,
            ContentHash = request.Sha256,
        }.Trimmed();
        return await _context.Store.ReadAsync<Outcome<ArchivesFound>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, _context.Clock.Now);
            var page = await reader.ListAsync(scope, filter, new PageRequest(request.Limit, after));
            return new ArchivesFound(
                [.. page.Rows.Select(row => ArchiveReader.Read(row))], ListCursor.Encode(page.Next, request.Fingerprint), await reader.CountAsync(scope, filter));
        }, cancellationToken);
    }

    /// <summary>Reads an archive from its first byte to its last and compares the hash, a part at a time.</summary>
    public ValueTask<Outcome<ArchiveVerified>> VerifyAsync(MemoryCaller caller, RecordRef named, CancellationToken cancellationToken)
        => _context.Store.ReadAsync<Outcome<ArchiveVerified>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, _context.Clock.Now);
            if (!(await FindAsync(reader, caller, scope, named, version: null)).TryGet(out var archive, out var failure)) return failure;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var chunks = new ArchiveChunks(reader, scope);
            var done = 0L;
            while (done < archive.Bytes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var part = await chunks.ReadAsync(archive, done, VerifiedAtOnce);
                hash.AppendData(part.Span);
                done += part.Length;
            }
            return new ArchiveVerified(archive, done, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }, cancellationToken);

    private static async ValueTask<Outcome<Archive>> FindAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, RecordRef named, int? version)
    {
        if (!(await RecordFinder.FindAsync(reader, caller, scope, RecordKind.Archive, named)).TryGet(out var stored, out var failure)) return failure;
        if (version is not { } wanted || wanted == stored.Version) return ArchiveReader.Read(stored);
        return await reader.GetVersionAsync(scope, stored.Id, wanted) is { } then ? ArchiveReader.Read(then)
            : Fail.NotFound($"{stored.Id} has no version {wanted}; the newest is {stored.Version}.", "/version");
    }
}
