namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Asks the judge, and stops what it denies or hides, and what the step <c>pins</c> withholds.</summary>
internal sealed class PolicyStep(IJudge judge) : IStep
{
    public string Name => "policy";

    public ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken)
    {
        var verdict = judge.Judge(call);
        call.Verdict = verdict;
        if (verdict.Outcome != VerdictOutcome.Hide && call.Withheld is { } refusal) return new(new Reply.Refused(refusal));
        if (verdict.Outcome == VerdictOutcome.Hide && !verdict.Unseen.IsEmpty) return default;
        return verdict.Outcome is VerdictOutcome.Allow or VerdictOutcome.Ask ? default : new(new Reply.Refused(Refuse(verdict)));
    }

    private Refusal Refuse(Verdict verdict) => new(
        Name, verdict.Outcome == VerdictOutcome.Hide ? RefusalKind.Hidden : RefusalKind.Denied, verdict.Code, verdict.Message)
    {
        Rule = verdict.Rule,
        HasOutputSchema = verdict.HasOutputSchema,
    };
}
