using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <summary>Changes status, tags and the like, adds comments and outcomes: everything but the content.</summary>
internal sealed class HandoffUpdating(MemoryContext context)
{
    private const string Operation = "handoff_update";

    public async ValueTask<Outcome<HandoffUpdated>> UpdateAsync(MemoryCaller caller, HandoffUpdateRequest request, CancellationToken cancellationToken)
    {
        if (Check(request) is { } wrong) return wrong;
        var found = await context.Store.ReadAsync(
            reader => RecordFinder.ProjectOfAsync(reader, caller, RecordKind.Handoff, request.Ref, context.Clock.Now), cancellationToken);
        if (!found.TryGet(out var project, out var failure)) return failure;
        var screening = new Screening(project);
        var clean = request with
        {
            NextActions = screening.List("/next_actions", request.NextActions),
            Tags = screening.List("/tags", request.Tags),
            Outcome = screening.Text("/outcome", request.Outcome),
            Comment = request.Comment is { } comment ? screening.Text("/comment", comment) : null,
        };
        if (screening.Refusal is { } refusal) return refusal;
        return await context.Store.WriteAsync(writer => WriteAsync(writer, caller, clean, screening), cancellationToken);
    }

    private Failure? Check(HandoffUpdateRequest request)
    {
        var changes = request.Status.Given || request.NextActions.Given || request.Tags.Given || request.Outcome.Given || request.Comment is not null
            || request.RemoveComment is not null || request.TimeToLive.Given || request.Pinned.Given || request.Labels.Given;
        if (!changes) return Fail.Invalid("There is nothing to change.", "", "Give status, next_actions, tags, outcome, comment, ttl or pinned.");
        return HandoffRules.Status(request.Status)
            ?? HandoffRules.List("next_actions", request.NextActions, context.Limits)
            ?? HandoffRules.Tags(request.Tags, context.Limits)
            ?? Fail.IfOver("outcome", request.Outcome.Or(""), context.Limits.SummaryBytes, "/outcome")
            ?? Fail.IfOver("comment", request.Comment ?? "", context.Limits.SummaryBytes, "/comment")
            ?? (request.Outcome.HasValue && string.IsNullOrWhiteSpace(request.Outcome.Or("")) ? Fail.Invalid("outcome is empty.", "/outcome", "Say what was done, or give null to take it away.") : null)
            ?? (request.Comment is not null && string.IsNullOrWhiteSpace(request.Comment) ? Fail.Invalid("comment is empty.", "/comment") : null);
    }

    private async ValueTask<Outcome<HandoffUpdated>> WriteAsync(
        IMemoryWriter writer, MemoryCaller caller, HandoffUpdateRequest request, Screening screening)
    {
        var now = context.Clock.Now;
        var scope = MemoryContext.ScopeOf(caller, now);
        if (!(await RecordFinder.FindAsync(writer, caller, scope, RecordKind.Handoff, request.Ref)).TryGet(out var stored, out var failure)) return failure;
        if (ProjectResolver.RefuseWrite(caller, stored.Project) is { } refused) return refused;
        if (await VersionGuard.CheckAsync(writer, scope, stored, request.IfMatch) is { } stale) return stale;
        var current = HandoffReader.Read(stored);
        if (request.Status.HasValue && ClaimRules.RefuseStatus(current, request.ClaimToken, now) is { } held) return held;
        if (!Comments(current, caller, request, now).TryGet(out var comments, out var unknown)) return unknown;

        var next = HandoffRow.Next(current, now, MemoryContext.By(caller, Operation)) with
        {
            NextActions = request.NextActions.Apply(current.NextActions, []),
            Tags = [.. request.Tags.Apply(current.Tags, []).Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal)],
            Outcome = request.Outcome.HasValue ? new WorkOutcome(request.Outcome.Or(""), caller.Principal, now)
                : request.Outcome.Cleared ? null : current.Outcome,
            Comments = comments,
            ExpiresAt = request.TimeToLive.HasValue ? now + request.TimeToLive.Or(default) : request.TimeToLive.Cleared ? null : current.ExpiresAt,
            Pinned = request.Pinned.Apply(current.Pinned, false),
            Labels = request.Labels.Apply(current.Labels, ImmutableSortedDictionary<string, string>.Empty),
            Suspicious = SuspiciousMarks.Replace(current.Suspicious, screening.Suspicious, Written(request)),
        };
        if (request.Status.HasValue) next = next with { Status = request.Status.Or(next.Status), Claim = null };
        var body = await HandoffBodies.ReadAsync(writer, next.Body);
        await writer.PutVersionAsync(HandoffRow.Of(next, HandoffRow.SearchOf(next, body.Span)));
        return new HandoffUpdated(next, now, screening.Redacted, screening.Warnings);
    }

    private static Outcome<ImmutableArray<Comment>> Comments(Handoff current, MemoryCaller caller, HandoffUpdateRequest request, DateTimeOffset now)
    {
        var comments = current.Comments;
        if (request.RemoveComment is { } id)
        {
            var found = comments.FirstOrDefault(comment => comment.Id == id);
            if (found is null) return Fail.NotFound($"{current.Id} has no comment '{id}'.", "/remove_comment");
            if (found.Author != caller.Principal) return Fail.Forbidden("Only its author may remove a comment.", "/remove_comment");
            comments = comments.Remove(found);
        }
        if (request.Comment is not { } text) return comments;
        return comments.Add(new Comment(Comment.IdIn(current.Version + 1), caller.Principal, caller.ClientName, text, now));
    }

    /// <summary>Marks on comments stay: a comment is added, never replaced.</summary>
    private static IEnumerable<string> Written(HandoffUpdateRequest request)
    {
        if (request.NextActions.Given) yield return "next_actions";
        if (request.Tags.Given) yield return "tags";
        if (request.Outcome.Given) yield return "outcome";
    }
}
