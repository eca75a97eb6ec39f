namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Obtains an approval where the verdict asks for one; where nobody can be asked, the call is refused.</summary>
internal sealed class ApprovalStep(IConsent? consent) : IStep
{
    public string Name => "approvals";

    public async ValueTask<Reply> RunAsync(Call call, StepNext next, CancellationToken cancellationToken)
    {
        if (call.Verdict is { Outcome: VerdictOutcome.Ask } verdict)
        {
            var refusal = consent is null
                ? new Refusal(Name, RefusalKind.Denied, "approval_unavailable", "This call needs an approval, and nobody can be asked here.")
                {
                    Rule = verdict.Rule,
                }
                : await consent.ObtainAsync(call, cancellationToken);
            if (refusal is not null) return new Reply.Refused(refusal);
        }
        return await next(call, cancellationToken);
    }
}
