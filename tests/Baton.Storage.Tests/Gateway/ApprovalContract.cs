using System.Text;
using Baton.Gateway.Approvals;
using Baton.Gateway.Limits;
using Baton.Gateway.Stores;
using Baton.Memory.Outcomes;
using Baton.Policy.Approvals;
using static Baton.Storage.Tests.Gateway.LimitSample;

namespace Baton.Storage.Tests.Gateway;

/// <summary>What every store must do with requests for approval.</summary>
public abstract class ApprovalContract : GatewayStoreContract
{
    private static readonly ApprovalAnswer Yes = new(true, "ada");
    private static readonly ApprovalAnswer No = new(false, "ada", "Not on a Friday.");

    [Fact]
    public async Task Ask_NewCall_OpensARequestThatOthersSee()
    {
        await using var store = Open();
        await using var other = Open();

        var asked = (await store.Approvals.AskAsync(Question("f1"), default)).Value;

        asked.State.ShouldBe(ApprovalState.Pending);
        asked.ExpiresAt.ShouldBe(Time.GetUtcNow().AddMinutes(30));
        var seen = (await other.Approvals.ListAsync(new ApprovalFilter(ApprovalState.Pending), default)).ShouldHaveSingleItem();
        seen.Id.ShouldBe(asked.Id);
        Encoding.UTF8.GetString(seen.Question.Arguments.Span).ShouldBe("""{"amount":600}""");
        (seen.Question with { Arguments = default }).ShouldBe(Question("f1") with { Arguments = default });
    }

    [Fact]
    public async Task Ask_SameCallAgain_GivesTheSameRequest()
    {
        await using var store = Open();
        await using var other = Open();

        var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(async ()
            => (await (number % 2 == 0 ? store : other).Approvals.AskAsync(Question("f1"), default)).Value.Id)));

        ids.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Approve_ThenUseFromThreeProcesses_LetsExactlyOneThrough()
    {
        await using var one = Open();
        await using var two = Open();
        await using var three = Open();
        var id = (await one.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        (await two.Approvals.DecideAsync(id, Yes, default)).Value.State.ShouldBe(ApprovalState.Approved);
        IGatewayStore[] stores = [one, two, three];

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(call => Task.Run(async ()
            => await stores[call % 3].Limits.ReserveAsync(new LimitDemand([Window("rate", 30)], id, "f1")))));

        answers.Count(answer => answer is LimitAnswer.Held).ShouldBe(1);
        answers.Count(answer => answer is LimitAnswer.ApprovalGone).ShouldBe(11);
        (await one.Limits.TryHoldAsync(Window("rate", 30)))!.Tickets.Single().Remaining.ShouldBe(28);
        (await one.Approvals.FindAsync(id, default)).Value.State.ShouldBe(ApprovalState.Used);
    }

    [Fact]
    public async Task Use_WhenALimitDoesNotFit_KeepsTheApproval()
    {
        await using var store = Open();
        var id = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        await store.Approvals.DecideAsync(id, Yes, default);

        (await store.Limits.ReserveAsync(new LimitDemand([Window("rate", 0)], id, "f1"))).ShouldBeOfType<LimitAnswer.Exceeded>();
        (await store.Limits.ReserveAsync(new LimitDemand([], id, "f1"))).ShouldBeOfType<LimitAnswer.Held>();
    }

    [Theory]
    [InlineData("f2")]
    [InlineData(null)]
    public async Task Use_ForAnotherCall_IsRefused(string? fingerprint)
    {
        await using var store = Open();
        var id = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        await store.Approvals.DecideAsync(id, Yes, default);

        (await store.Limits.ReserveAsync(new LimitDemand([], id, fingerprint))).ShouldBeOfType<LimitAnswer.ApprovalGone>();
    }

    [Fact]
    public async Task Use_AfterItsTime_IsRefused()
    {
        await using var store = Open();
        var id = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        await store.Approvals.DecideAsync(id, Yes, default);
        Time.Advance(TimeSpan.FromMinutes(30));

        (await store.Limits.ReserveAsync(new LimitDemand([], id, "f1"))).ShouldBeOfType<LimitAnswer.ApprovalGone>();
        (await store.Approvals.FindAsync(id, default)).Value.State.ShouldBe(ApprovalState.Expired);
    }

    [Fact]
    public async Task Settle_CallThatNeverLeft_DoesNotBringTheApprovalBack()
    {
        await using var store = Open();
        var id = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        await store.Approvals.DecideAsync(id, Yes, default);
        var held = (LimitAnswer.Held)await store.Limits.ReserveAsync(new LimitDemand([Window("rate", 1)], id, "f1"));

        await store.Limits.SettleAsync(held.Hold, reachedServer: false);

        (await store.Limits.ReserveAsync(new LimitDemand([], id, "f1"))).ShouldBeOfType<LimitAnswer.ApprovalGone>();
    }

    [Fact]
    public async Task Ask_AfterUse_OpensANewRequest()
    {
        await using var store = Open();
        var id = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        await store.Approvals.DecideAsync(id, Yes, default);
        await store.Limits.ReserveAsync(new LimitDemand([], id, "f1"));

        var again = (await store.Approvals.AskAsync(Question("f1"), default)).Value;

        again.Id.ShouldNotBe(id);
        again.State.ShouldBe(ApprovalState.Pending);
    }

    [Fact]
    public async Task Deny_RefusesTheSameCallForItsTimeout_ThenAsksAgain()
    {
        await using var store = Open();
        var id = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        await store.Approvals.DecideAsync(id, No, default);

        Time.Advance(TimeSpan.FromMinutes(29));
        var denied = (await store.Approvals.AskAsync(Question("f1"), default)).Value;
        (denied.Id, denied.State, denied.Reason, denied.DecidedBy).ShouldBe((id, ApprovalState.Denied, "Not on a Friday.", "ada"));
        Time.Advance(TimeSpan.FromMinutes(2));

        (await store.Approvals.AskAsync(Question("f1"), default)).Value.State.ShouldBe(ApprovalState.Pending);
    }

    [Fact]
    public async Task Deny_AfterItsTime_StaysDeniedWhereverItIsLookedAt_AndCannotBeTakenBack()
    {
        await using var store = Open();
        var id = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        await store.Approvals.DecideAsync(id, No, default);
        var open = (await store.Approvals.AskAsync(Question("f2"), default)).Value.Id;
        Time.Advance(TimeSpan.FromMinutes(31));

        var found = (await store.Approvals.FindAsync(id, default)).Value;
        (found.State, found.Reason, found.DecidedBy).ShouldBe((ApprovalState.Denied, "Not on a Friday.", "ada"));
        (await store.Approvals.ListAsync(new ApprovalFilter(ApprovalState.Denied), default)).ShouldHaveSingleItem().Id.ShouldBe(id);
        (await store.Approvals.ListAsync(new ApprovalFilter(ApprovalState.Expired), default)).ShouldHaveSingleItem().Id.ShouldBe(open);
        var refused = (await store.Approvals.DecideAsync(id, Yes, default)).Failure.ShouldNotBeNull();
        (refused.Code, refused.Message).ShouldBe((FailureCode.Expired, $"The request {id} was denied and its time is over; nothing brings it back."));
        (await store.Limits.ReserveAsync(new LimitDemand([], id, "f1"))).ShouldBeOfType<LimitAnswer.ApprovalGone>();
    }

    [Fact]
    public async Task Decide_UsedOrExpiredRequest_IsRefused()
    {
        await using var store = Open();
        var used = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        await store.Approvals.DecideAsync(used, Yes, default);
        await store.Limits.ReserveAsync(new LimitDemand([], used, "f1"));
        var late = (await store.Approvals.AskAsync(Question("f2"), default)).Value.Id;
        Time.Advance(TimeSpan.FromMinutes(31));

        (await store.Approvals.DecideAsync(used, Yes, default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Expired);
        (await store.Approvals.DecideAsync(late, Yes, default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Expired);
    }

    [Fact]
    public async Task Decide_BeforeUse_MayBeWithdrawn()
    {
        await using var store = Open();
        var id = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        await store.Approvals.DecideAsync(id, Yes, default);
        await store.Approvals.DecideAsync(id, No, default);

        (await store.Limits.ReserveAsync(new LimitDemand([], id, "f1"))).ShouldBeOfType<LimitAnswer.ApprovalGone>();
    }

    [Theory]
    [InlineData(true, ApprovalState.Approved)]
    [InlineData(false, ApprovalState.Denied)]
    public async Task Ask_LikeCallWhileRemembered_GivesTheRememberedWord(bool approve, string state)
    {
        await using var store = Open();
        var question = Question("f1") with { RememberKey = "k", Remember = RememberFor.Duration, RememberTime = TimeSpan.FromHours(2) };
        var id = (await store.Approvals.AskAsync(question, default)).Value.Id;
        await store.Approvals.DecideAsync(id, new ApprovalAnswer(approve, "ada", "As agreed."), default);
        if (approve) await store.Limits.ReserveAsync(new LimitDemand([], id, "f1"));
        Time.Advance(TimeSpan.FromMinutes(90));

        var like = (await store.Approvals.AskAsync(question with { Fingerprint = "f2" }, default)).Value;
        (like.State, like.IsRemembered, like.Reason).ShouldBe((state, true, "As agreed."));
        (await store.Approvals.AskAsync(question with { Fingerprint = "f3", RememberKey = "other" }, default)).Value.State.ShouldBe(ApprovalState.Pending);
        Time.Advance(TimeSpan.FromMinutes(31));
        (await store.Approvals.AskAsync(question with { Fingerprint = "f4" }, default)).Value.State.ShouldBe(ApprovalState.Pending);
    }

    [Fact]
    public async Task Decide_ForAWhile_OverridesThePolicysMemory()
    {
        await using var store = Open();
        var question = Question("f1") with { RememberKey = "k" };
        var id = (await store.Approvals.AskAsync(question, default)).Value.Id;
        await store.Approvals.DecideAsync(id, Yes with { RememberFor = TimeSpan.FromHours(1) }, default);

        (await store.Approvals.AskAsync(question with { Fingerprint = "f2" }, default)).Value.IsRemembered.ShouldBeTrue();
    }

    [Fact]
    public async Task Find_ByPrefix_IsExactOrSaysWhy()
    {
        await using var store = Open();
        var one = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        var two = (await store.Approvals.AskAsync(Question("f2"), default)).Value.Id;

        (await store.Approvals.FindAsync(one, default)).Value.Id.ShouldBe(one);
        (await store.Approvals.FindAsync(two[..20], default)).Value.Id.ShouldBe(two);
        (await store.Approvals.FindAsync(one[..6], default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.AmbiguousId);
        (await store.Approvals.FindAsync(one[..5], default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.NotFound);
        (await store.Approvals.FindAsync("a_000000", default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.NotFound);
    }

    [Fact]
    public async Task List_FiltersByWhatItIsAsked_NewestFirst()
    {
        await using var store = Open();
        var first = (await store.Approvals.AskAsync(Question("f1"), default)).Value.Id;
        Time.Advance(TimeSpan.FromSeconds(1));
        var second = (await store.Approvals.AskAsync(Question("f2") with { Tool = "refund", Grant = "dev" }, default)).Value.Id;
        await store.Approvals.DecideAsync(first, No, default);

        async Task<IEnumerable<string>> Ids(ApprovalFilter filter) => (await store.Approvals.ListAsync(filter, default)).Select(record => record.Id);

        (await Ids(new ApprovalFilter())).ShouldBe([second, first]);
        (await Ids(new ApprovalFilter(Limit: 1))).ShouldBe([second]);
        (await Ids(new ApprovalFilter(ApprovalState.Denied))).ShouldBe([first]);
        (await Ids(new ApprovalFilter(Grant: "dev"))).ShouldBe([second]);
        (await Ids(new ApprovalFilter(Server: "billing", Tool: "charge"))).ShouldBe([first]);
        Time.Advance(TimeSpan.FromHours(1));
        (await Ids(new ApprovalFilter(ApprovalState.Expired))).ShouldBe([second]);
        (await Ids(new ApprovalFilter(ApprovalState.Denied))).ShouldBe([first]);
    }

    [Fact]
    public async Task Ask_MoreOpenRequestsThanAPersonReads_IsRefused()
    {
        await using var store = Open();
        for (var call = 0; call < 50; call++) (await store.Approvals.AskAsync(Question($"f{call}"), default)).Succeeded.ShouldBeTrue();

        (await store.Approvals.AskAsync(Question("f50"), default)).Failure.ShouldNotBeNull().Limit.ShouldBe(50);
        (await store.Approvals.AskAsync(Question("f50") with { Grant = "dev" }, default)).Succeeded.ShouldBeTrue();
    }

    private static ApprovalQuestion Question(string fingerprint) => new()
    {
        Fingerprint = fingerprint,
        Timeout = TimeSpan.FromMinutes(30),
        Grant = "ci",
        Principal = "builder",
        Client = "client 1.0",
        Server = "billing",
        Tool = "charge",
        Category = "financial",
        Rule = "/tools/charge/approval",
        Message = "charge needs an approval",
        Policy = "strict",
        DefinitionHash = "ab",
        Arguments = Encoding.UTF8.GetBytes("""{"amount":600}"""),
    };
}
