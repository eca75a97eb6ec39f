using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Claims;

/// <summary>Leases at their bounds, and under a clock that is set back or forward.</summary>
public sealed class ClaimClockTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData(1, "2026-03-01T12:00:01.000Z")]
    [InlineData(604_800, "2026-03-08T12:00:00.000Z")]
    public async Task Claim_LeaseAtItsBounds_IsTaken(int seconds, string until)
        => (await _room.SentAsync("handoff_claim", new { key = "k", lease_seconds = seconds })).Text("claim.until").ShouldBe(until);

    [Fact]
    public async Task Claim_WithoutALease_HoldsHalfAnHour()
        => (await _room.DoneAsync("handoff_claim", "{'key':'k'}")).Text("claim.until").ShouldBe("2026-03-01T12:30:00.000Z");

    [Fact]
    public async Task Claim_OnAClockBetweenMilliseconds_EndsWhenItSays()
    {
        _room.Clock.Advance(TimeSpan.FromTicks(9_999));
        (await _room.DoneAsync("handoff_claim", "{'key':'k','lease_seconds':1}")).Text("claim.until").ShouldBe("2026-03-01T12:00:01.000Z");
        _room.Clock.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(9_999));
        (await _room.DoneAsync("handoff_claim", "{'key':'k'}", _room.Caller("bob"))).Text("claim.holder").ShouldBe("bob");
    }

    [Fact]
    public async Task Claim_AClockSetBack_KeepsHoldingUntilTheMomentItNamed()
    {
        await _room.DoneAsync("handoff_claim", "{'key':'k','lease_seconds':60}");
        _room.Clock.Advance(TimeSpan.FromHours(-1));
        (await _room.RefusedAsync(FailureCode.Claimed, "handoff_claim", "{'key':'k'}", _room.Caller("bob"))).Message.ShouldContain("2026-03-01T12:01:00.000Z");
        _room.Clock.Advance(TimeSpan.FromMinutes(61));
        await _room.DoneAsync("handoff_claim", "{'key':'k'}", _room.Caller("bob"));
    }

    [Fact]
    public async Task Update_AClockSetBack_NeverRecordsAVersionBeforeTheOneItFollows()
    {
        _room.Clock.Advance(TimeSpan.FromMinutes(-10));
        var updated = await _room.DoneAsync("handoff_update", "{'key':'k','comment':'late'}");
        updated.Text("handoff.updated_at").ShouldBe("2026-03-01T12:00:00.000Z");
        (await _room.DoneAsync("handoff_load", "{'key':'k'}")).Number("handoff.version").ShouldBe(2);
    }

    [Fact]
    public async Task Renew_LongAfterTheLease_IsTheHoldersWhileNobodyTookIt()
    {
        var token = (await _room.DoneAsync("handoff_claim", "{'key':'k','lease_seconds':60}")).Text("claim.token");
        _room.Clock.Advance(TimeSpan.FromHours(5));
        var renewed = await _room.DoneAsync("handoff_claim", $"{{'key':'k','renew':true,'claim_token':'{token}'}}");
        (renewed.Text("claim.token"), renewed.Text("claim.until"), renewed.Text("handoff.status")).ShouldBe((token, "2026-03-01T17:30:00.000Z", "claimed"));
    }

    [Fact]
    public async Task Release_AfterTheLeaseAndANewClaim_LeavesTheNewHolder()
    {
        var old = (await _room.DoneAsync("handoff_claim", "{'key':'k','lease_seconds':60}")).Text("claim.token");
        _room.Clock.Advance(TimeSpan.FromSeconds(60));
        await _room.DoneAsync("handoff_claim", "{'key':'k'}", _room.Caller("bob"));
        var failure = await _room.RefusedAsync(FailureCode.Claimed, "handoff_claim", $"{{'key':'k','release':true,'claim_token':'{old}'}}");
        (failure.Path, failure.DetailsJson).ShouldBe(("/claim_token", "{\"holder\":\"bob\",\"client\":\"editor\",\"until\":\"2026-03-01T12:31:00.000Z\"}"));
        (await _room.DoneAsync("handoff_load", "{'key':'k'}")).Text("handoff.claim.holder").ShouldBe("bob");
    }

    [Fact]
    public async Task Save_OntoAClaimedHandoff_KeepsTheClaimButChangesNoStatus()
    {
        await _room.DoneAsync("handoff_claim", "{'key':'k'}");
        (await _room.DoneAsync("handoff_save", "{'summary':'more','key':'k'}", _room.Caller("bob"))).Text("handoff.status").ShouldBe("claimed");
        (await _room.RefusedAsync(FailureCode.Claimed, "handoff_save", "{'summary':'mine','key':'k','status':'open'}", _room.Caller("bob"))).Path.ShouldBe("/status");
        (await _room.DoneAsync("handoff_load", "{'key':'k'}")).Text("handoff.summary").ShouldBe("more");
    }

    [Fact]
    public async Task Claim_ALapsedLease_CountsAsOpenInEveryListAndDigest()
    {
        await _room.DoneAsync("handoff_claim", "{'key':'k','lease_seconds':60}");
        (await _room.DoneAsync("handoff_list", "{'status':'claimed'}")).Number("total").ShouldBe(1);
        _room.Clock.Advance(TimeSpan.FromSeconds(60));
        (await _room.DoneAsync("handoff_list", "{'status':'claimed'}")).Number("total").ShouldBe(0);
        (await _room.DoneAsync("handoff_list", "{'status':'open'}")).Text("handoffs.0.status").ShouldBe("open");
        (await _room.DoneAsync("session_start")).Text("digest").ShouldContain("(open, ada");
    }

    [Fact]
    public async Task Claim_DoneOrArchived_SaysHowToReopen()
    {
        foreach (var status in new[] { "done", "archived" })
        {
            await _room.SentAsync("handoff_update", new { key = "k", status });
            var failure = await _room.RefusedAsync(FailureCode.Invalid, "handoff_claim", "{'key':'k'}");
            failure.Message.ShouldEndWith($"is {status}; only an open handoff can be claimed.");
            failure.Hint.ShouldBe("Reopen it with handoff_update, status open.");
        }
    }
}
