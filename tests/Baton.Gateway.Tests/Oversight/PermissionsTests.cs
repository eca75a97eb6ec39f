using Baton.Gateway.Approvals;
using Baton.Gateway.Oversight;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;

namespace Baton.Gateway.Tests.Oversight;

/// <summary>An agent's request for a permission, as the approval that an operator sees and decides.</summary>
public sealed class PermissionsTests
{
    private static readonly PermissionWish Wish = new("github/merge", "The release waits.");

    [Fact]
    public async Task Request_IsOpenForADay_AndShowsTheOperatorWhoAndWhy()
    {
        await using var world = new OverseenWorld();
        var asked = (await world.Permissions.RequestAsync(OverseenWorld.Caller(), Wish, default)).Value;

        (asked.Subject, asked.Status, asked.CreatedAt, asked.ExpiresAt).ShouldBe(("github/merge", "pending", world.Time.GetUtcNow(), world.Time.GetUtcNow().AddHours(24)));
        asked.Number.ShouldBe(PermissionNumber.Of(asked.Id));
        (await world.Gateway.Approvals.ListAsync(new ApprovalFilter(ApprovalState.Pending), default)).ShouldHaveSingleItem().Id.ShouldBe(asked.Id);
        var question = (await world.Gateway.Approvals.FindAsync(asked.Id, default)).Value.Question;
        (question.Grant, question.Principal, question.Client, question.Server, question.Tool, question.Rule, question.Message).ShouldBe(
            ("ci", "ada", "probe 9", "memory", "request_permission", "(requested by the agent)", "Permission to use 'github/merge': The release waits."));
    }

    [Fact]
    public async Task Request_OfTheSameAgain_IsTheSame_AndOfAnotherCallerOrSubjectAnother()
    {
        await using var world = new OverseenWorld();
        async Task<long> Ask(string principal, PermissionWish wish, string grant = "ci") => (await world.Permissions.RequestAsync(OverseenWorld.Caller(grant, principal), wish, default)).Value.Number;
        var first = await Ask("ada", Wish);
        (await Ask("ada", Wish with { Reason = "Another reason." })).ShouldBe(first);
        var others = new[] { await Ask("bob", Wish), await Ask("ada", new PermissionWish("github/delete", "x")), await Ask("ada", new PermissionWish("GitHub/merge", "x")), await Ask("ada", Wish, "other") };
        others.Append(first).ShouldBeUnique();
    }

    [Theory]
    [InlineData(true, "approved")]
    [InlineData(false, "denied")]
    public async Task Check_AfterTheDecision_SaysIt(bool approve, string status)
    {
        await using var world = new OverseenWorld();
        var asked = (await world.Permissions.RequestAsync(OverseenWorld.Caller(), Wish, default)).Value;
        world.Time.Advance(TimeSpan.FromMinutes(5));
        await world.Gateway.Approvals.DecideAsync(asked.Id, new ApprovalAnswer(approve, "eve", "Because."), default);

        var found = (await world.Permissions.CheckAsync(OverseenWorld.Caller(), asked.Number, default)).Value;
        (found.Id, found.Subject, found.Status, found.DecidedBy, found.Reason, found.DecidedAt).ShouldBe((asked.Id, "github/merge", status, "eve", "Because.", world.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Check_OfAnothersRequest_OrOfAnApprovalOfACall_OrOfNone_FindsNone()
    {
        await using var world = new OverseenWorld();
        var asked = (await world.Permissions.RequestAsync(OverseenWorld.Caller(), Wish, default)).Value;
        async Task<string?> Check(string grant, long number) => (await world.Permissions.CheckAsync(OverseenWorld.Caller(grant), number, default)).Failure?.Code;

        (await Check("ci", asked.Number)).ShouldBeNull();
        (await Check("other", asked.Number)).ShouldBe(FailureCode.NotFound);
        (await Check("ci", asked.Number + 1)).ShouldBe(FailureCode.NotFound);
        (await Check("ci", 0)).ShouldBe(FailureCode.NotFound);
        (await Check("ci", -1)).ShouldBe(FailureCode.NotFound);
        (await Check("ci", asked.Number | (1L << 60))).ShouldBe(FailureCode.NotFound, "a number that is not this one's names another");
        (await Check("ci", asked.Number | long.MinValue)).ShouldBe(FailureCode.NotFound);
        (await Check("ci", long.MaxValue)).ShouldBe(FailureCode.NotFound);
        foreach (var (grant, number) in new[] { ("other", asked.Number), ("ci", asked.Number + 1) })
        {
            (await world.Permissions.CheckAsync(OverseenWorld.Caller(grant), number, default)).Failure!.Message.ShouldBe($"There is no request {number} of this grant.");
        }
    }

    [Fact]
    public async Task Check_AfterItsDay_IsExpired_AndAskingAgainMakesANewOne()
    {
        await using var world = new OverseenWorld();
        var asked = (await world.Permissions.RequestAsync(OverseenWorld.Caller(), Wish, default)).Value;
        world.Time.Advance(TimeSpan.FromHours(24));

        (await world.Permissions.CheckAsync(OverseenWorld.Caller(), asked.Number, default)).Value.Status.ShouldBe("expired");
        var again = (await world.Permissions.RequestAsync(OverseenWorld.Caller(), Wish, default)).Value;
        (again.Status, again.Id == asked.Id).ShouldBe(("pending", false));
    }
}
