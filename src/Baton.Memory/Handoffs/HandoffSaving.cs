using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Idempotency;
using Baton.Memory.Keys;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <summary>Saves a handoff, or makes the next version of the one that has the key.</summary>
internal sealed class HandoffSaving(MemoryContext context)
{
    private const string Operation = "handoff_save";

    public async ValueTask<Outcome<HandoffSaved>> SaveAsync(MemoryCaller caller, HandoffSaveRequest request, CancellationToken cancellationToken)
    {
        if (!(await PrepareAsync(caller, request, Operation, cancellationToken)).TryGet(out var draft, out var failure)) return failure;
        return await context.Store.WriteAsync(writer => IdempotencyGate.RunAsync(
            writer, caller, Operation, request.Idempotency, context.Clock.Now, HandoffSavedCodec.Instance, () => WriteAsync(writer, caller, draft)), cancellationToken);
    }

    /// <summary>Checks and screens what was brought, before any transaction.</summary>
    public async ValueTask<Outcome<HandoffDraft>> PrepareAsync(
        MemoryCaller caller, HandoffSaveRequest request, string operation, CancellationToken cancellationToken)
    {
        if (HandoffRules.Check(request, context.Limits) is { } refused) return refused;
        var resolved = await context.Store.ReadAsync(
            reader => ProjectResolver.ResolveAsync(reader, caller, request.Project, context.Clock.Now), cancellationToken);
        if (!resolved.TryGet(out var project, out var failure)) return failure;
        var screening = new Screening(project);
        var clean = HandoffScreening.Clean(request, screening);
        if (screening.Refusal is { } refusal) return refusal;
        var open = request.Body.HasValue ? screening.OpenAtEnd(Encoding.UTF8.GetString(request.Body.Or(default).Span)) : null;
        var workspace = caller.Workspace is { } probe ? await probe.CaptureAsync(cancellationToken) : null;
        return new HandoffDraft(clean, project, workspace, screening.Redacted, screening.Suspicious, screening.Warnings, open, operation);
    }

    /// <summary>Writes a prepared draft within a transaction.</summary>
    public async ValueTask<Outcome<HandoffSaved>> WriteAsync(IMemoryWriter writer, MemoryCaller caller, HandoffDraft draft)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        var request = draft.Request;
        var key = request.Key?.Trim();
        var stored = key is null ? null : await writer.FindByKeyAsync(scope, RecordKind.Handoff, draft.Project.Name, key);
        var current = stored is null ? null : HandoffReader.Read(stored);
        if (await ConflictAsync(writer, scope, stored, current, request, now) is { } conflict) return conflict;
        if (current is null && await RecordCount.RefuseAsync(writer, scope, context.Limits, 1) is { } full) return full;
        if (!(await RefList.ResolveAsync(writer, scope, request.Refs.Or([]))).TryGet(out var refs, out var unknown)) return unknown;

        var by = MemoryContext.By(caller, draft.Operation);
        var body = await KeepBodyAsync(writer, request.Body, current?.Body);
        await ProjectResolver.EnsureAsync(writer, draft.Project);
        var handoff = (current is null ? New(draft, key, now, by) : HandoffRow.Next(current, now, by)) with
        {
            Summary = request.Summary,
            Thread = request.Thread.Over(current?.Thread)?.Trim(),
            Title = request.Title.Over(current?.Title),
            Body = body,
            Decisions = request.Decisions.Apply(current?.Decisions ?? [], []),
            Pending = request.Pending.Apply(current?.Pending ?? [], []),
            Changed = request.Changed.Apply(current?.Changed ?? [], []),
            NextActions = request.NextActions.Apply(current?.NextActions ?? [], []),
            Blockers = request.Blockers.Apply(current?.Blockers ?? [], []),
            Files = request.Files.Apply(current?.Files ?? [], []),
            Refs = request.Refs.HasValue ? refs : request.Refs.Apply(current?.Refs ?? [], []),
            Tags = Distinct(request.Tags.Apply(current?.Tags ?? [], [])),
            Status = request.Status.Apply(current?.Status ?? HandoffStatus.Open, current?.Status ?? HandoffStatus.Open),
            Claim = request.Status.HasValue ? null : current?.Claim,
            To = request.To.Over(current?.To)?.Trim(),
            Priority = request.Priority.Apply(current?.Priority ?? 0, 0),
            ExpiresAt = request.TimeToLive.HasValue ? now + request.TimeToLive.Or(default) : request.TimeToLive.Cleared ? null : current?.ExpiresAt,
            Pinned = request.Pinned.Apply(current?.Pinned ?? false, false),
            Labels = request.Labels.Apply(current?.Labels ?? ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, string>.Empty),
            Workspace = draft.Workspace ?? current?.Workspace,
            Append = request.Body.Given ? null : current?.Append,
            OpenSecret = request.Body.Given ? draft.OpenSecret : current?.OpenSecret,
            Suspicious = SuspiciousMarks.Replace(current?.Suspicious ?? [], draft.Suspicious, HandoffScreening.GivenFields(request)),
        };
        handoff = handoff with { SavedAt = handoff.UpdatedAt, SavedBy = null };
        var text = body is null ? default : await writer.ReadBodyAsync(body);
        await writer.PutVersionAsync(HandoffRow.Of(handoff, HandoffRow.SearchOf(handoff, text.Span)));
        return new HandoffSaved(handoff, draft.Redacted, draft.Warnings);
    }

    private Handoff New(HandoffDraft draft, string? key, DateTimeOffset now, Provenance by)
    {
        var id = context.Ids.Next(RecordKind.Handoff);
        return new Handoff
        {
            Id = id,
            Key = key ?? DerivedKey.For(draft.Request.Title.HasValue ? draft.Request.Title.Or("") : null, draft.Request.Summary, id),
            Project = draft.Project.Name,
            Version = 1,
            Summary = draft.Request.Summary,
            CreatedAt = now,
            SavedAt = now,
            UpdatedAt = now,
            By = by,
            CreatedBy = by,
        };
    }

    private static async ValueTask<Failure?> ConflictAsync(
        IMemoryReader reader, Scope scope, StoredVersion? stored, Handoff? current, HandoffSaveRequest request, DateTimeOffset now)
    {
        if (stored is null || current is null)
        {
            return request.IfMatch is null ? null
                : Fail.NotFound("There is no handoff with this key to match a version of.", "/if_match", "Save without if_match to make it.");
        }
        if (request.ErrorOnConflict)
        {
            return new Failure(FailureCode.Duplicate, $"Key '{stored.Key}' exists in project '{stored.Project}': {stored.Id}, version {stored.Version}.")
            {
                Path = "/key",
                Hint = "Choose another key, or leave on_conflict out to make a new version.",
            };
        }
        if (await VersionGuard.CheckAsync(reader, scope, stored, request.IfMatch) is { } stale) return stale;
        return request.Status.HasValue && current.ClaimAt(now) is { } claim ? ClaimRules.Held(current, claim, "/status") : null;
    }

    private static async ValueTask<StoredBody?> KeepBodyAsync(IMemoryWriter writer, Patch<ReadOnlyMemory<byte>> body, StoredBody? current)
    {
        if (!body.Given) return current;
        var bytes = body.Or(default);
        return bytes.IsEmpty ? null : await HandoffBodies.KeepAsync(writer, bytes);
    }

    private static ImmutableArray<string> Distinct(ImmutableArray<string> values)
        => values.IsDefaultOrEmpty ? [] : [.. values.Select(value => value.Trim()).Distinct(StringComparer.Ordinal)];
}
