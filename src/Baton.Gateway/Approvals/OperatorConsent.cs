using Baton.Gateway.Governance;
using Baton.Gateway.Pipeline;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Policy.Approvals;
using Baton.Policy.Decisions;

namespace Baton.Gateway.Approvals;

/// <summary>
/// Asks the operator: opens a request, holds the call for as long as the policy says, and lets it on once the request is
/// approved. The approval itself is used up together with the reservation of limits. Where a policy asks the person at the
/// client, the operator answers too: a client that cannot be asked must not get through, and the operator's word weighs more.
/// </summary>
public sealed class OperatorConsent(IApprovalStore store, ConsentOptions options, TimeProvider time, Action<string>? log = null) : IConsent
{
    private const string Step = "approvals";

    public async ValueTask<Refusal?> ObtainAsync(Call call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var verdict = (PolicyVerdict)call.Verdict!;
        try
        {
            var asked = await store.AskAsync(ApprovalQuestions.Of(call, verdict), cancellationToken);
            if (!asked.TryGet(out var record, out var failure)) return TooMany(verdict, failure);
            var start = time.GetTimestamp();
            if (record.State == ApprovalState.Pending) record = await WaitAsync(call, verdict, record, start, cancellationToken);
            return Decide(call, verdict, record, time.GetElapsedTime(start));
        }
        catch (StoreUnavailableException unavailable)
        {
            log?.Invoke($"baton: step {Step} failed: {unavailable.Message}");
            return new Refusal(Step, RefusalKind.Denied, "approval_unavailable", "Approvals cannot be looked up, so the call was not made. Try again later.")
            {
                Rule = verdict.Rule,
                HasOutputSchema = verdict.HasOutputSchema,
            };
        }
    }

    /// <summary>The refusal of a call whose approval another, identical call has used first.</summary>
    internal async ValueTask<Refusal> GoneAsync(Call call, PolicyVerdict verdict, CancellationToken cancellationToken)
    {
        var seen = verdict.ApprovalSeen is { } id && (await store.FindAsync(id, cancellationToken)).TryGet(out var record, out _) ? record : null;
        return new Refusal(Step, RefusalKind.Denied, DecisionCodes.ApprovalRequired, "The approval of this call has been used or withdrawn. Repeat the call to ask again.")
        {
            Rule = seen?.Question.Rule ?? verdict.Rule,
            HasOutputSchema = verdict.HasOutputSchema,
            Details = seen is null ? [] : DecisionRefusal.Details(seen, Page(call, seen)),
        };
    }

    private async ValueTask<ApprovalRecord> WaitAsync(Call call, PolicyVerdict verdict, ApprovalRecord record, long start, CancellationToken cancellationToken)
    {
        var wait = verdict.Decision.Approval!.Wait;
        var progress = new WaitProgress(call, record, options.ProgressEvery, time);
        while (record.State == ApprovalState.Pending && time.GetElapsedTime(start) is var elapsed && elapsed < wait && !call.Closing.IsCancellationRequested)
        {
            await progress.ReportAsync(elapsed, wait, cancellationToken);
            await Task.Delay(Shorter(options.PollEvery, wait - elapsed), time, cancellationToken);
            var found = await store.FindAsync(record.Id, cancellationToken);
            if (found.TryGet(out var newer, out _)) record = newer;
        }
        return record;
    }

    private static Refusal? Decide(Call call, PolicyVerdict verdict, ApprovalRecord record, TimeSpan waited)
    {
        var judged = verdict.JudgeAgain(FactOf(verdict.Decision.Approval!, record));
        // What exceeds a limit breaks no rule: only the answer itself lets it on.
        if (judged.Outcome == VerdictOutcome.Allow && record.State == ApprovalState.Approved)
        {
            call.Verdict = judged with { ApprovalId = record.IsRemembered ? null : record.Id, ApprovalSeen = record.Id, HasLimits = true };
            return null;
        }
        var decision = judged.Outcome == VerdictOutcome.Deny ? judged.Decision : verdict.Decision.After(waited);
        call.Verdict = verdict with { ApprovalSeen = record.Id };
        var refusal = DecisionRefusal.Of(Step, decision, verdict.HasOutputSchema, record, Page(call, record));
        return refusal with { Rule = decision.Rule.Length > 0 ? decision.Rule : verdict.Rule };
    }

    private static ApprovalFact FactOf(ApprovalRequest request, ApprovalRecord record) => new(
        record.State switch
        {
            ApprovalState.Approved => ApprovalStatus.Approved,
            ApprovalState.Denied => ApprovalStatus.Denied,
            _ => ApprovalStatus.Pending,
        },
        record.IsRemembered ? request.RememberKey : request.Fingerprint,
        record.Id,
        record.Reason);

    private static Refusal TooMany(PolicyVerdict verdict, Failure failure)
        => new(Step, RefusalKind.Denied, DecisionCodes.ApprovalRequired, failure.Message) { Rule = verdict.Rule, HasOutputSchema = verdict.HasOutputSchema };

    private static string? Page(Call call, ApprovalRecord record) => call.Connection.Site is { } site ? ApprovalAddress.Of(site, record.Id) : null;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
