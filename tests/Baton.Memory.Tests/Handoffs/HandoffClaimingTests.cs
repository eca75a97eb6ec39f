using System.Text;
using Baton.Memory.Claims;
using Baton.Memory.Handoffs;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Handoffs;

public sealed class HandoffClaimingTests
{
    [Fact]
    public async Task Claim_FiftyAtOnce_OneWinsAndTheOthersLearnWho()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => room.CallAsync("handoff_claim", "{'key':'k'}", room.Caller($"agent{i}")))));
        var winner = answers.Single(answer => answer.Failure is null);
        var holder = winner.Content.Text("claim.holder");
        var losers = answers.Where(answer => answer.Failure is not null).Select(answer => answer.Failure!).ToList();
        losers.Count.ShouldBe(49);
        losers.ShouldAllBe(failure => failure.Code == FailureCode.Claimed && failure.Message.Contains(holder) && failure.Message.Contains("2026-03-01T12:30:00.000Z"));
        losers[0].DetailsJson.ShouldNotBeNull().ShouldContain("\"until\"");
    }

    [Fact]
    public async Task Claim_SamePrincipalAgain_LosesToo()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        await room.DoneAsync("handoff_claim", "{'key':'k'}");
        await room.RefusedAsync(FailureCode.Claimed, "handoff_claim", "{'key':'k'}");
    }

    [Fact]
    public async Task Claim_WhenTheLeaseLapses_IsOpenFromThatInstant()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        await room.DoneAsync("handoff_claim", "{'key':'k','lease_seconds':60}");
        room.Clock.Advance(TimeSpan.FromSeconds(59.999));
        (await room.DoneAsync("handoff_load", "{'key':'k'}")).Text("handoff.status").ShouldBe("claimed");
        await room.RefusedAsync(FailureCode.Claimed, "handoff_claim", "{'key':'k'}", room.Caller("bob"));
        room.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var loaded = await room.DoneAsync("handoff_load", "{'key':'k'}");
        loaded.Text("handoff.status").ShouldBe("open");
        loaded.At("handoff").Has("claim").ShouldBeFalse();
        (await room.DoneAsync("handoff_search", "{'status':'open'}")).Number("total").ShouldBe(1);
        (await room.DoneAsync("handoff_claim", "{'key':'k'}", room.Caller("bob"))).Text("claim.holder").ShouldBe("bob");
    }

    [Fact]
    public async Task Renew_ExtendsAndRelease_Opens()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        var token = (await room.DoneAsync("handoff_claim", "{'key':'k'}")).Text("claim.token");
        room.Clock.Advance(TimeSpan.FromMinutes(20));
        (await room.DoneAsync("handoff_claim", $"{{'key':'k','claim_token':'{token}','renew':true,'lease_seconds':600}}")).Text("claim.until").ShouldBe("2026-03-01T12:30:00.000Z");
        var released = await room.DoneAsync("handoff_claim", $"{{'key':'k','claim_token':'{token}','release':true}}");
        released.Text("handoff.status").ShouldBe("open");
        released.At("claim").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        await room.RefusedAsync(FailureCode.Expired, "handoff_claim", $"{{'key':'k','claim_token':'{token}','renew':true}}");
    }

    [Fact]
    public async Task RenewAndRelease_NeedTheToken()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        var token = (await room.DoneAsync("handoff_claim", "{'key':'k'}")).Text("claim.token");
        (await room.RefusedAsync(FailureCode.Invalid, "handoff_claim", "{'key':'k','release':true}")).Path.ShouldBe("/claim_token");
        await room.RefusedAsync(FailureCode.Claimed, "handoff_claim", $"{{'key':'k','release':true,'claim_token':'{token[..^1]}x'}}");
        await room.RefusedAsync(FailureCode.Claimed, "handoff_claim", "{'key':'k','renew':true,'claim_token':'x'}");
        await room.RefusedAsync(FailureCode.Invalid, "handoff_claim", $"{{'key':'k','renew':true,'release':true,'claim_token':'{token}'}}");
    }

    [Fact]
    public async Task Update_StatusUnderAClaim_NeedsTheToken_CommentsDoNot()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        var token = (await room.DoneAsync("handoff_claim", "{'key':'k'}")).Text("claim.token");
        await room.RefusedAsync(FailureCode.Claimed, "handoff_update", "{'key':'k','status':'done'}");
        await room.RefusedAsync(FailureCode.Claimed, "handoff_save", "{'summary':'s2','key':'k','status':'done'}");
        await room.RefusedAsync(FailureCode.Claimed, "handoff_delete", "{'key':'k'}", room.Caller("bob"));
        (await room.DoneAsync("handoff_update", "{'key':'k','comment':'free'}", room.Caller("bob"))).Text("handoff.comments.0.author").ShouldBe("bob");
        (await room.DoneAsync("handoff_save", "{'summary':'s2','key':'k'}")).Text("handoff.status").ShouldBe("claimed");
        var done = await room.DoneAsync("handoff_update", $"{{'key':'k','status':'done','outcome':'shipped','claim_token':'{token}'}}");
        done.Text("handoff.status").ShouldBe("done");
        done.Text("handoff.outcome.text").ShouldBe("shipped");
        await room.RefusedAsync(FailureCode.Invalid, "handoff_claim", "{'key':'k'}");
    }

    [Fact]
    public async Task Claim_SameIdempotencyKey_ReturnsTheSameToken_ThoughTheStoreNeverHeldIt()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        var first = await room.DoneAsync("handoff_claim", "{'key':'k','idempotency_key':'once'}");
        var repeat = await room.DoneAsync("handoff_claim", "{'key':'k','idempotency_key':'once'}");
        repeat.GetRawText().ShouldBe(first.GetRawText());
        var token = first.Text("claim.token");
        var secret = token.Split('_')[2];
        var history = await room.Store.ReadAsync(reader => reader.HistoryAsync(Scope.Operator(room.Clock.GetUtcNow()), first.Text("handoff.id")), default);
        history.Select(version => Encoding.UTF8.GetString(version.Data.ToArray())).ShouldAllBe(data => !data.Contains(secret));
        await room.DoneAsync("handoff_claim", $"{{'key':'k','claim_token':'{token}','renew':true}}");
    }

    [Fact]
    public async Task Claim_LeaseOutOfRange_IsRefused()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        foreach (var lease in new[] { 0, -5, 604_801 })
        {
            (await room.RefusedAsync(FailureCode.Invalid, "handoff_claim", $"{{'key':'k','lease_seconds':{lease}}}")).Path.ShouldBe("/lease_seconds");
        }
    }

    [Fact]
    public void Token_NamesItsHandoffAndMatchesOnlyItsHash()
    {
        var token = ClaimToken.New("h_01ARYZ6S410000000000000001", bytes => bytes.Fill(7));
        token.ShouldBe("ct_01ARYZ6S410000000000000001_07070707070707070707070707070707");
        ClaimToken.HandoffOf(token).ShouldBe("h_01ARYZ6S410000000000000001");
        ClaimToken.Matches(token, ClaimToken.Hash(token)).ShouldBeTrue();
        ClaimToken.Matches(token + "0", ClaimToken.Hash(token)).ShouldBeFalse();
        foreach (var bad in new[] { "", "ct_", "ct_x_y", "ct_01ARYZ_07", "bt_01ARYZ6S410000000000000001_07" }) ClaimToken.HandoffOf(bad).ShouldBeNull();
    }
}
