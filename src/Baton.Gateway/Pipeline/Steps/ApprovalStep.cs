namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Obtains an approval where the verdict asks for one; where nobody can be asked, the call is refused.</summary>
internal sealed class ApprovalStep(IConsent? consent) : IStep
{
    public string Name => "approvals";

    public ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken)
        => call.Verdict is { Outcome: VerdictOutcome.Ask } verdict ? AskAsync(call, verdict, cancellationToken) : default;

    private async ValueTask<Reply?> AskAsync(Call call, Verdict verdict, CancellationToken cancellationToken)
    {
        var refusal = consent is null
            ? new Refusal(Name, RefusalKind.Denied, "approval_unavailable", "This call needs an approval, and nobody can be asked here.")
            {
                Rule = verdict.Rule,
            }
            : await consent.ObtainAsync(call, cancellationToken);
        return refusal is null ? null : new Reply.Refused(refusal);
    }
}
