using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Handoffs;
using Baton.Memory.Idempotency;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Sessions;

/// <summary>
/// Ends a session: the handoff, its memories, the completion of what was resumed, and the mark of presence, in one
/// transaction.
/// </summary>
internal sealed class SessionClosing(MemoryContext context, HandoffSaving handoffs, MemorySaving memories)
{
    private const string Operation = "session_close";

    public async ValueTask<Outcome<SessionClosed>> CloseAsync(MemoryCaller caller, SessionCloseRequest request, CancellationToken cancellationToken)
    {
        if (request.ClaimToken is { } token && ClaimToken.HandoffOf(token) is null)
        {
            return Fail.Invalid("claim_token is no token of a claim.", "/claim_token", "Pass the claim.token that handoff_claim returned, or leave it out.");
        }
        if (!(await handoffs.PrepareAsync(caller, HandoffOf(request), Operation, cancellationToken)).TryGet(out var handoff, out var failure)) return failure;
        var learned = new MemorySaveRequest([.. request.Learned.Select(fields => WithDefaults(fields, handoff.Project.Name, request.Thread))])
        {
            ListPath = "/learned",
            SkipRecalled = true,
        };
        if (!(await memories.PrepareAsync(caller, learned, Operation, cancellationToken)).TryGet(out var drafts, out var refused)) return refused;
        return await context.Store.WriteAsync(writer => IdempotencyGate.RunAsync(
            writer, caller, Operation, request.Idempotency, context.Clock.Now, SessionClosedCodec.Instance,
            () => WriteAsync(writer, caller, request, handoff, drafts)), cancellationToken);
    }

    private async ValueTask<Outcome<SessionClosed>> WriteAsync(
        IMemoryWriter writer, MemoryCaller caller, SessionCloseRequest request, HandoffDraft draft, MemoryDrafts drafts)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (!(await ResumedAsync(writer, caller, scope, request, draft.Project.Name)).TryGet(out var resumed, out var held)) return held;
        if (resumed is not null) draft = draft with { Request = draft.Request with { Refs = Patch.Set<System.Collections.Immutable.ImmutableArray<string>>([resumed.Id]) } };
        if (!(await handoffs.WriteAsync(writer, caller, draft)).TryGet(out var saved, out var failure)) return failure;
        if (!(await memories.WriteAsync(writer, caller, drafts)).TryGet(out var learned, out var refused)) return refused;
        if (resumed is not null) await CompleteAsync(writer, caller, resumed, saved.Handoff, now);
        // Not before what was written here, which would be news to whoever wrote it.
        await writer.PutPresenceAsync(caller.GrantKey, caller.ClientName ?? "", draft.Project.Name, context.Clock.Now);
        return new SessionClosed(saved.Handoff, resumed?.Id, learned, [.. saved.Redacted, .. learned.Redacted], [.. saved.Warnings, .. learned.Warnings]);
    }

    /// <summary>The handoff this connection resumed: by the claim's token, else this client's own newest open one in project and thread.</summary>
    private static async ValueTask<Outcome<Handoff?>> ResumedAsync(
        IMemoryReader reader, MemoryCaller caller, Scope scope, SessionCloseRequest request, string project)
    {
        if (request.ClaimToken is not { } token) return await NewestOwnAsync(reader, caller, scope, project, request.Thread?.Trim());
        if (await reader.GetAsync(scope, ClaimToken.HandoffOf(token)!) is not { } stored)
        {
            return Fail.NotFound("The handoff that claim_token is for is not there any more.", "/claim_token", "Close without claim_token.");
        }
        if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused;
        var handoff = HandoffReader.Read(stored);
        if (handoff.Claim is { } claim && handoff.Status == HandoffStatus.Claimed)
        {
            if (ClaimToken.Matches(token, claim.TokenSha256)) return handoff;
            if (handoff.ClaimAt(scope.Now) is { } other) return ClaimRules.Held(handoff, other, "/claim_token") with { Hint = "Your lease lapsed and another took it. Close without claim_token." };
        }
        if (handoff.StatusAt(scope.Now) is HandoffStatus.Done or HandoffStatus.Archived) return handoff;
        return new Failure(FailureCode.Expired, $"The claim on {handoff.Id} is over.") { Path = "/claim_token", Hint = "Claim it again, or close without claim_token." };
    }

    private static async ValueTask<Handoff?> NewestOwnAsync(IMemoryReader reader, MemoryCaller caller, Scope scope, string project, string? thread)
    {
        var filter = new RecordFilter
        {
            Kind = RecordKind.Handoff,
            Project = project,
            Thread = thread,
            Statuses = [HandoffStatus.Open],
            To = [caller.Principal, .. caller.Roles, ""],
        };
        Handoff? newest = null;
        PagePosition? after = null;
        do
        {
            var page = await reader.ListAsync(scope, filter, new PageRequest(100, after));
            foreach (var row in page.Rows)
            {
                if (newest is not null && row.RecordedAt < newest.SavedAt) return newest;
                if (row.CreatedBy.Grant != caller.Grant || row.CreatedAt < caller.GrantedAt || row.CreatedBy.Client != caller.ClientName || row.Thread != thread) continue;
                var handoff = HandoffReader.Read(row);
                if (newest is null || handoff.SavedAt > newest.SavedAt) newest = handoff;
            }
            after = page.Next;
        }
        while (after is not null);
        return newest;
    }

    private static async ValueTask CompleteAsync(IMemoryWriter writer, MemoryCaller caller, Handoff resumed, Handoff next, DateTimeOffset now)
    {
        var by = MemoryContext.By(caller, Operation);
        await writer.PutLinkAsync(new StoredLink(next.Id, resumed.Id, "resumes", by, now));
        if (resumed.Status is HandoffStatus.Done or HandoffStatus.Archived) return;
        await writer.PutVersionAsync(HandoffRow.Of(HandoffRow.Next(resumed, now, by) with { Status = HandoffStatus.Done, Claim = null }, null));
    }

    private static HandoffSaveRequest HandoffOf(SessionCloseRequest request) => new()
    {
        Summary = request.Summary,
        Project = request.Project,
        Thread = Patch.SetOrKeep(request.Thread),
        Decisions = request.Decisions,
        Pending = request.Pending,
        Changed = request.Changed,
        NextActions = request.NextActions,
        Blockers = request.Blockers,
    };

    private static MemoryFields WithDefaults(MemoryFields fields, string project, string? thread) => fields with
    {
        Project = fields.Project ?? project,
        Thread = fields.Thread.Given ? fields.Thread : Patch.SetOrKeep(thread),
    };
}
