using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <summary>A chunk to add to a handoff's body.</summary>
/// <param name="Ref">Which handoff.</param>
/// <param name="Chunk">UTF-8 bytes, added as they are.</param>
/// <param name="Seq">The chunk's number, counted up by one, so that a repeat is harmless; null adds in any case.</param>
public sealed record HandoffAppendRequest(RecordRef Ref, ReadOnlyMemory<byte> Chunk, long? Seq);

/// <summary>Adds to a body.</summary>
internal sealed class HandoffAppending(MemoryContext context)
{
    private const string Operation = "handoff_append";

    public async ValueTask<Outcome<HandoffUpdated>> AppendAsync(MemoryCaller caller, HandoffAppendRequest request, CancellationToken cancellationToken)
    {
        if (request.Chunk.IsEmpty) return Fail.Invalid("chunk is empty.", HandoffRules.Chunk);
        if (HandoffRules.Body(request.Chunk.Length, context.Limits, HandoffRules.Chunk) is { } large) return large;
        var found = await context.Store.ReadAsync(
            reader => RecordFinder.ProjectOfAsync(reader, caller, RecordKind.Handoff, request.Ref, context.Clock.Now), cancellationToken);
        if (!found.TryGet(out var project, out var failure)) return failure;
        var screening = new Screening(project);
        var hash = Convert.ToHexStringLower(SHA256.HashData(request.Chunk.Span));
        var raw = Encoding.UTF8.GetString(request.Chunk.Span);
        var clean = request with { Chunk = screening.Utf8(HandoffRules.Chunk, request.Chunk) };
        if (screening.Refusal is { } refusal) return refusal;
        return await context.Store.WriteAsync(writer => WriteAsync(writer, caller, clean, raw, hash, project, screening), cancellationToken);
    }

    private async ValueTask<Outcome<HandoffUpdated>> WriteAsync(
        IMemoryWriter writer, MemoryCaller caller, HandoffAppendRequest request, string raw, string hash, Project project, Screening screening)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (!(await RecordFinder.FindAsync(writer, caller, scope, RecordKind.Handoff, request.Ref)).TryGet(out var stored, out var failure)) return failure;
        if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused;
        var current = HandoffReader.Read(stored);
        if (request.Seq is { } seq && current.Append is { } last)
        {
            if (seq < last.Seq || (seq == last.Seq && hash == last.Sha256))
            {
                return new HandoffUpdated(current, now, [], [$"Chunk {seq} was already there; nothing was written."]);
            }
            if (seq == last.Seq) return Fail.Invalid($"Chunk {seq} was already there with other text.", "/seq", $"Go on with seq {seq + 1}.");
            if (seq > last.Seq + 1) return Fail.Invalid($"Chunk {last.Seq + 1} is missing before {seq}.", "/seq", $"Append chunk {last.Seq + 1} first.", last.Seq + 1);
        }
        var size = (current.Body?.Bytes ?? 0) + request.Chunk.Length;
        if (HandoffRules.Body(size, context.Limits, HandoffRules.Chunk) is { } large) return large;
        var seam = new Screening(project);
        var met = BodySeam.Of(await HandoffBodies.ReadAsync(writer, current.Body), current.OpenSecret, request.Chunk, raw, seam);
        if (seam.Refusal is { } refusal) return refusal;
        var (body, bytes) = met.Whole is { } whole ? (await HandoffBodies.KeepAsync(writer, whole), whole) : await HandoffBodies.AppendAsync(writer, current.Body, met.Chunk);
        var next = HandoffRow.Next(current, now, MemoryContext.By(caller, Operation)) with
        {
            Body = body,
            Append = request.Seq is { } number ? new AppendState(number, hash) : current.Append,
            OpenSecret = met.Open,
            Suspicious = [.. current.Suspicious.Concat(screening.Suspicious.Concat(seam.Suspicious).Select(mark => mark with { Path = "/body" })).Distinct()],
        };
        next = next with { SavedAt = next.UpdatedAt, SavedBy = null };
        await writer.PutVersionAsync(HandoffRow.Of(next, HandoffRow.SearchOf(next, bytes.Span)));
        return new HandoffUpdated(next, now, [.. screening.Redacted, .. seam.Redacted], [.. screening.Warnings, .. seam.Warnings]);
    }
}
