using System.Text.Json;
using Baton.Gateway.Approvals;
using Baton.Gateway.Governance;
using Baton.Gateway.Keys;
using Baton.Gateway.Limits;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Tools;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Policy.Decisions;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Gateway;

namespace Baton.Gateway.Tests.Approvals;

/// <summary>A call that waits for a person, on a clock that the test moves.</summary>
public sealed class OperatorConsentTests : IAsyncLifetime
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-consent-").FullName;
    private readonly TimerClock _time = new();
    private SqliteGatewayStore _store = null!;

    public ValueTask InitializeAsync()
    {
        _store = SqliteGatewayStore.Open(new DataFolder(_folder), new GatewayKeys(KeyMaterial.New()), _time);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Obtain_WithoutAWait_AnswersPendingAtOnce()
    {
        var refusal = (await Consent().ObtainAsync(Call("0s"), default)).ShouldNotBeNull();

        (refusal.Step, refusal.Code).ShouldBe(("approvals", DecisionCodes.ApprovalRequired));
        var open = await OpenAsync();
        Detail(refusal, "approval").GetProperty("id").GetString().ShouldBe(open.Id);
        Detail(refusal, "approval").GetProperty("status").GetString().ShouldBe("pending");
        Detail(refusal, "approval").TryGetProperty("url", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Obtain_UntilTheWaitIsOver_LooksEachSecondAndThenAnswersPending()
    {
        var waiting = Consent().ObtainAsync(Call("3s"), default).AsTask();
        for (var second = 0; second < 3; second++)
        {
            await _time.WhenArmed(Poll);
            waiting.IsCompleted.ShouldBeFalse();
            _time.Advance(Poll);
        }

        (await waiting.WaitAsync(Patience.Limit)).ShouldNotBeNull().Code.ShouldBe(DecisionCodes.ApprovalRequired);
    }

    [Fact]
    public async Task Obtain_AWaitThatIsShorterThanTheNextLook_EndsOnTime()
    {
        var consent = new OperatorConsent(_store.Approvals, new ConsentOptions { PollEvery = TimeSpan.FromSeconds(10) }, _time);
        var waiting = consent.ObtainAsync(Call("3s"), default).AsTask();
        await _time.WhenArmed(TimeSpan.FromSeconds(3));
        _time.Advance(TimeSpan.FromSeconds(3));

        (await waiting.WaitAsync(Patience.Limit)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Obtain_ApprovedWhileItWaits_LetsTheCallOnWithTheApprovalToUseUp()
    {
        var call = Call("60s");
        var waiting = Consent().ObtainAsync(call, default).AsTask();
        await _time.WhenArmed(Poll);
        var id = await DecideAsync(true);
        _time.Advance(Poll);

        (await waiting.WaitAsync(Patience.Limit)).ShouldBeNull();
        var verdict = call.Verdict.ShouldBeOfType<PolicyVerdict>();
        (verdict.Outcome, verdict.ApprovalId, verdict.ApprovalSeen, verdict.HasLimits).ShouldBe((VerdictOutcome.Allow, id, id, true));
    }

    [Fact]
    public async Task Obtain_DeniedWhileItWaits_SaysTheReason()
    {
        var waiting = Consent().ObtainAsync(Call("60s"), default).AsTask();
        await _time.WhenArmed(Poll);
        await DecideAsync(false, "Not on a Friday.");
        _time.Advance(Poll);

        var refusal = (await waiting.WaitAsync(Patience.Limit)).ShouldNotBeNull();
        refusal.Code.ShouldBe(DecisionCodes.ApprovalDenied);
        refusal.Message.ShouldContain("Not on a Friday.");
    }

    [Fact]
    public async Task Obtain_WhenTheGatewayStops_AnswersPendingInsteadOfWaiting()
    {
        using var closing = new CancellationTokenSource();
        var waiting = Consent().ObtainAsync(Call("60s", closing: closing.Token), default).AsTask();
        await _time.WhenArmed(Poll);
        await closing.CancelAsync();
        _time.Advance(Poll);

        (await waiting.WaitAsync(Patience.Limit)).ShouldNotBeNull().Code.ShouldBe(DecisionCodes.ApprovalRequired);
    }

    [Fact]
    public async Task Obtain_WhenTheClientCancels_EndsTheWait()
    {
        using var cancelled = new CancellationTokenSource();
        var waiting = Consent().ObtainAsync(Call("60s"), cancelled.Token).AsTask();
        await _time.WhenArmed(Poll);
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Obtain_WithAProgressToken_SaysWhatItWaitsFor_WithGrowingValues()
    {
        var call = Call("5s", progress: "\"p1\"");
        var waiting = Consent(progressEvery: TimeSpan.FromSeconds(2)).ObtainAsync(call, default).AsTask();
        for (var second = 0; second < 5; second++)
        {
            await _time.WhenArmed(Poll);
            _time.Advance(Poll);
            await Patience.Until(() => waiting.IsCompleted || _time.IsArmed);
        }
        await waiting.WaitAsync(Patience.Limit);

        var sent = ((CallBuilder.Collected)call.Channel).Sent.Select(Messages.Json).ToList();
        sent.Select(message => message.GetProperty("params").GetProperty("progress").GetDouble()).ShouldBe([0, 2, 4]);
        var id = (await OpenAsync()).Id;
        foreach (var message in sent)
        {
            (message.At("method"), message.At("params.progressToken"), message.At("params.total")).ShouldBe(("notifications/progress", "p1", "5"));
            message.At("params.message").ShouldBe($"Waiting for the operator to answer {id}.");
        }
    }

    [Fact]
    public async Task Obtain_WithoutAProgressToken_SaysNothing()
    {
        var call = Call("1s");
        var waiting = Consent().ObtainAsync(call, default).AsTask();
        await _time.WhenArmed(Poll);
        _time.Advance(Poll);
        await waiting.WaitAsync(Patience.Limit);

        ((CallBuilder.Collected)call.Channel).Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Obtain_WhenApprovalsCannotBeLookedUp_IsRefusedAsThat()
    {
        var refusal = (await new OperatorConsent(new Broken(), new ConsentOptions(), _time).ObtainAsync(Call("60s"), default)).ShouldNotBeNull();

        (refusal.Kind, refusal.Code, refusal.Rule).ShouldBe((RefusalKind.Denied, "approval_unavailable", "/tools/transfer/approval"));
    }

    [Fact]
    public async Task Reserve_WithAnApprovalThatAnotherCallUsedFirst_NamesItAsUsed()
    {
        await Consent().ObtainAsync(Call("0s"), default);
        var id = await DecideAsync(true);
        Call[] calls = [Call("0s"), Call("0s")];
        foreach (var call in calls) (await Consent().ObtainAsync(call, default)).ShouldBeNull();
        await using var budget = new LimitBudget(_store.Limits, Consent(), _time);
        (await budget.ReserveAsync(calls[0], default)).Refusal.ShouldBeNull();

        var refusal = (await budget.ReserveAsync(calls[1], default)).Refusal.ShouldNotBeNull();

        (refusal.Step, refusal.Code, refusal.Rule).ShouldBe(("approvals", DecisionCodes.ApprovalRequired, "/tools/transfer/approval"));
        refusal.Message.ShouldBe("The approval of this call has been used or withdrawn. Repeat the call to ask again.");
        Status(refusal).ShouldBe((id, "used"));
    }

    [Fact]
    public async Task Obtain_WithTooManyOpenRequests_IsRefusedWithTheStoresReason()
    {
        var full = new Broken { Answer = new Failure(FailureCode.TooLarge, "The grant 'local' has 100 open requests.") };

        var refusal = (await new OperatorConsent(full, new ConsentOptions(), _time).ObtainAsync(Call("60s"), default)).ShouldNotBeNull();

        (refusal.Code, refusal.Message).ShouldBe((DecisionCodes.ApprovalRequired, "The grant 'local' has 100 open requests."));
    }

    [Fact]
    public async Task Reserve_BeyondALimitThatAsks_AnswersPendingWithItsId_AndADenialNamesTheLimit()
    {
        const string Rule = "/tools/transfer/limits/transfers";
        const string Limited = """{"limits":[{"counter":"transfers","window":"hour","max":1,"on_exceed":"ask"}]}""";
        await using var budget = new LimitBudget(_store.Limits, Consent(), _time);
        (await budget.ReserveAsync(CallUnder(Limited), default)).Refusal.ShouldBeNull();

        var waiting = budget.ReserveAsync(CallUnder(Limited), default).AsTask();
        for (var second = 0; second < 20; second++)
        {
            await _time.WhenArmed(Poll);
            _time.Advance(Poll);
        }
        var pending = (await waiting.WaitAsync(Patience.Limit)).Refusal.ShouldNotBeNull();
        var id = await DecideAsync(false, "Enough.");
        var denied = (await budget.ReserveAsync(CallUnder(Limited), default)).Refusal.ShouldNotBeNull();

        (pending.Code, pending.Rule, Status(pending)).ShouldBe(("limit_exceeded", Rule, (id, "pending")));
        pending.Details.Select(detail => detail.Key).ShouldBe(["retry_after_ms", "remaining", "approval"]);
        pending.Message.ShouldEndWith($" The request is {id}; the operator answers it with 'baton approvals approve {id}'.");
        (denied.Code, denied.Rule, Status(denied)).ShouldBe(("approval_denied", Rule, (id, "denied")));
        denied.Message.ShouldBe("A person denied this call: Enough. Do not repeat it unchanged.");
    }

    [Fact]
    public async Task Reserve_BeyondALimitThatAsks_CountsTheRetryFromTheAnswer()
    {
        const string Limited = """{"limits":[{"counter":"transfers","window":"hour","max":1,"on_exceed":"ask"}]}""";
        await using var budget = new LimitBudget(_store.Limits, Consent(), _time);
        (await budget.ReserveAsync(CallUnder(Limited), default)).Refusal.ShouldBeNull();

        var waiting = budget.ReserveAsync(CallUnder(Limited), default).AsTask();
        for (var second = 0; second < 20; second++)
        {
            await _time.WhenArmed(Poll);
            _time.Advance(Poll);
        }
        var asked = (await waiting.WaitAsync(Patience.Limit)).Refusal.ShouldNotBeNull();
        var plain = (await budget.ReserveAsync(CallUnder(Limited.Replace("ask", "deny", StringComparison.Ordinal)), default)).Refusal.ShouldNotBeNull();

        Detail(asked, "retry_after_ms").GetDecimal().ShouldBe(Detail(plain, "retry_after_ms").GetDecimal());
        asked.Message.ShouldStartWith(plain.Message);
    }

    private static (string?, string?) Status(Refusal refusal)
        => (Detail(refusal, "approval").GetProperty("id").GetString(), Detail(refusal, "approval").GetProperty("status").GetString());

    private OperatorConsent Consent(TimeSpan? progressEvery = null)
        => new(_store.Approvals, new ConsentOptions { PollEvery = Poll, ProgressEvery = progressEvery ?? TimeSpan.FromSeconds(5) }, _time);

    private Call Call(string wait, string? progress = null, CancellationToken closing = default)
        => CallUnder($$$"""{"approval":{"by":"operator","timeout":"30m","wait":"{{{wait}}}"} }""", progress, closing);

    private Call CallUnder(string entry, string? progress = null, CancellationToken closing = default)
    {
        var policy = new FixedPolicy("local", $$$"""{"version":"1","default":"deny","tools":{"transfer":{{{entry}}} } }""");
        var plain = CallBuilder.InSession(Messages.Call("1", "transfer", """{"amount":5}""", progress is null ? "" : $"{{\"progressToken\":{progress}}}"));
        var call = new Call
        {
            RequestId = plain.RequestId, Envelope = plain.Envelope, Caller = plain.Caller, Connection = plain.Connection, Revision = plain.Revision,
            Channel = plain.Channel, Closing = closing,
        };
        call.Verdict = new PolicyJudge(policy, new ListedTools(), _time).Judge(call);
        return call;
    }

    private async Task<ApprovalRecord> OpenAsync() => (await _store.Approvals.ListAsync(new ApprovalFilter(ApprovalState.Pending), default)).ShouldHaveSingleItem();

    private async Task<string> DecideAsync(bool approve, string? reason = null)
        => (await _store.Approvals.DecideAsync((await OpenAsync()).Id, new ApprovalAnswer(approve, "ada", reason), default)).Value.Id;

    private static JsonElement Detail(Refusal refusal, string name)
        => Messages.Json(System.Text.Encoding.UTF8.GetString(refusal.Details.Single(detail => detail.Key == name).Value.Span));

    private sealed class Broken : IApprovalStore
    {
        public Failure? Answer { get; init; }

        public ValueTask<Outcome<ApprovalRecord>> AskAsync(ApprovalQuestion question, CancellationToken cancellationToken)
            => Answer is { } failure ? new(failure) : throw new StoreUnavailableException("The disk is full.");

        public ValueTask<Outcome<ApprovalRecord>> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<ApprovalRecord>> ListAsync(ApprovalFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<Outcome<ApprovalRecord>> DecideAsync(string id, ApprovalAnswer answer, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
