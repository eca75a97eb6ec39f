using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tasks;

public sealed class TaskClaimingTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.DoneAsync("task_save", "{'title':'t','key':'k'}");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Claim_ThirtyTwoAtOnce_OneWinsAndTheOthersLearnWho()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => _room.CallAsync("task_claim", "{'key':'k'}", _room.Caller($"agent{i}")))));
        var winner = answers.Single(answer => answer.Failure is null);
        var losers = answers.Where(answer => answer.Failure is not null).Select(answer => answer.Failure!).ToList();
        losers.Count.ShouldBe(31);
        losers.ShouldAllBe(failure => failure.Code == FailureCode.Claimed && failure.Message.Contains(winner.Content.Text("claim.holder")));
        (await _room.DoneAsync("task_get", "{'key':'k','history':true}")).At("history").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Claim_LeaseLapsed_IsOpenFromThatInstantAndTheOldTokenIsOver()
    {
        var token = (await _room.DoneAsync("task_claim", "{'key':'k','lease_seconds':60}")).Text("claim.token");
        _room.Clock.Advance(TimeSpan.FromSeconds(60));
        (await _room.DoneAsync("task_list", "{'status':'open'}")).Number("total").ShouldBe(1);
        (await _room.DoneAsync("task_claim", "{'key':'k'}", _room.Caller("bob"))).Text("claim.holder").ShouldBe("bob");
        await _room.RefusedAsync(FailureCode.Claimed, "task_claim", $"{{'key':'k','claim_token':'{token}','renew':true}}");
        await _room.RefusedAsync(FailureCode.Claimed, "task_update", $"{{'key':'k','status':'done','claim_token':'{token}'}}");
    }

    [Fact]
    public async Task Renew_ExtendsAndRelease_Opens()
    {
        var token = (await _room.DoneAsync("task_claim", "{'key':'k'}")).Text("claim.token");
        _room.Clock.Advance(TimeSpan.FromMinutes(20));
        (await _room.DoneAsync("task_claim", $"{{'key':'k','claim_token':'{token}','renew':true,'lease_seconds':600}}")).Text("claim.until").ShouldBe("2026-03-01T12:30:00.000Z");
        var released = await _room.DoneAsync("task_claim", $"{{'key':'k','claim_token':'{token}','release':true}}");
        released.At("claim").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        released.Text("task.status").ShouldBe("open");
        await _room.RefusedAsync(FailureCode.Expired, "task_claim", $"{{'key':'k','claim_token':'{token}','renew':true}}");
    }

    [Fact]
    public async Task Update_StatusUnderAClaim_NeedsItsTokenAndOtherFieldsDoNot()
    {
        var token = (await _room.DoneAsync("task_claim", "{'key':'k'}")).Text("claim.token");
        var failure = await _room.RefusedAsync(FailureCode.Claimed, "task_update", "{'key':'k','status':'done'}");
        (failure.Path, failure.Message.Contains("ada", StringComparison.Ordinal)).ShouldBe(("/claim_token", true));
        var described = await _room.DoneAsync("task_update", "{'key':'k','description':'more'}", _room.Caller("bob"));
        (described.Text("task.status"), described.Text("task.claim.holder")).ShouldBe(("claimed", "ada"));
        var done = await _room.DoneAsync("task_update", $"{{'key':'k','status':'done','claim_token':'{token}'}}");
        (done.Text("task.status"), done.At("task").Has("claim")).ShouldBe(("done", false));
    }

    [Fact]
    public async Task Claim_SameIdempotencyKey_ReturnsTheSameTokenThoughTheStoreNeverHeldIt()
    {
        var first = await _room.DoneAsync("task_claim", "{'key':'k','idempotency_key':'i'}");
        var again = await _room.DoneAsync("task_claim", "{'key':'k','idempotency_key':'i'}");
        again.Text("claim.token").ShouldBe(first.Text("claim.token"));
        await _room.DoneAsync("task_claim", $"{{'key':'k','claim_token':'{again.Text("claim.token")}','renew':true}}");
    }

    [Fact]
    public async Task Get_ClaimedTask_ShowsTheHolderAndNothingOfTheToken()
    {
        await _room.DoneAsync("task_claim", "{'key':'k'}");
        var got = await _room.CallAsync("task_get", "{'key':'k','history':true}");
        got.Content.Text("task.claim.holder").ShouldBe("ada");
        got.Text.ShouldContain("claimed by ada (editor)");
        got.Content.GetRawText().ShouldNotContain("token");
    }

    [Fact]
    public async Task Delete_ClaimedTask_IsRefused()
    {
        await _room.DoneAsync("task_claim", "{'key':'k'}");
        await _room.RefusedAsync(FailureCode.Claimed, "task_delete", "{'key':'k'}");
    }

    [Fact]
    public async Task SessionClose_WithATasksToken_IsRefusedAsNoHandoffs()
    {
        var token = (await _room.DoneAsync("task_claim", "{'key':'k'}")).Text("claim.token");
        var failure = await _room.CallAsync("session_close", $"{{'summary':'s','claim_token':'{token}'}}");
        failure.Failure.ShouldNotBeNull().Path.ShouldBe("/claim_token");
    }
}
