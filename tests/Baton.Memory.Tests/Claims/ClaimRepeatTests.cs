using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Claims;

/// <summary>A repeat with the same idempotency key returns the first result and writes nothing, whatever the call did.</summary>
public sealed class ClaimRepeatTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        await _room.DoneAsync("handoff_save", "{'summary':'s','key':'other'}");
        await _room.DoneAsync("task_save", "{'title':'t','key':'k'}");
        await _room.DoneAsync("task_save", "{'title':'t','key':'other'}");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task Claim_Repeated_GivesTheSameTokenAndWritesNothing(string kind)
    {
        var first = await _room.DoneAsync($"{kind}_claim", "{'key':'k','idempotency_key':'i'}");
        _room.Clock.Advance(TimeSpan.FromMinutes(5));
        var again = await _room.DoneAsync($"{kind}_claim", "{'key':'k','idempotency_key':'i'}");
        again.GetRawText().ShouldBe(first.GetRawText());
        (await VersionAsync(kind)).ShouldBe(2);
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task Renew_Repeated_GivesTheSameClaimWithItsToken(string kind)
    {
        var token = (await _room.DoneAsync($"{kind}_claim", "{'key':'k'}")).Text("claim.token");
        var renew = $"{{'key':'k','renew':true,'claim_token':'{token}','lease_seconds':600,'idempotency_key':'i'}}";
        var first = await _room.DoneAsync($"{kind}_claim", renew);
        first.Text("claim.token").ShouldBe(token);
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await _room.CallAsync($"{kind}_claim", renew);
        again.Content.GetRawText().ShouldBe(first.GetRawText());
        again.Text.ShouldContain("until 2026-03-01T12:10:00.000Z");
        (await VersionAsync(kind)).ShouldBe(3);
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task Release_Repeated_IsReleasedOnce(string kind)
    {
        var token = (await _room.DoneAsync($"{kind}_claim", "{'key':'k'}")).Text("claim.token");
        var release = $"{{'key':'k','release':true,'claim_token':'{token}','idempotency_key':'i'}}";
        var first = await _room.DoneAsync($"{kind}_claim", release);
        var again = await _room.DoneAsync($"{kind}_claim", release);
        again.GetRawText().ShouldBe(first.GetRawText());
        again.At("claim").ValueKind.ShouldBe(JsonValueKind.Null);
        (await VersionAsync(kind)).ShouldBe(3);
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task Renew_RepeatedByAnotherGrant_IsACallOfItsOwn(string kind)
    {
        var token = (await _room.DoneAsync($"{kind}_claim", "{'key':'k'}")).Text("claim.token");
        var renew = $"{{'key':'k','renew':true,'claim_token':'{token}','lease_seconds':600,'idempotency_key':'i'}}";
        await _room.DoneAsync($"{kind}_claim", renew);
        await _room.DoneAsync($"{kind}_claim", renew, _room.Caller("bob", "ci"));
        (await VersionAsync(kind)).ShouldBe(4);
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task Renew_RepeatedWithAnotherToken_GivesNoTokenAway(string kind)
    {
        var token = (await _room.DoneAsync($"{kind}_claim", "{'key':'k'}")).Text("claim.token");
        await _room.DoneAsync($"{kind}_claim", $"{{'key':'k','renew':true,'claim_token':'{token}','idempotency_key':'i'}}");
        var again = await _room.CallAsync($"{kind}_claim", $"{{'key':'k','renew':true,'claim_token':'{token[..^2]}zz','idempotency_key':'i'}}");
        (again.Text + (again.Failure is null ? again.Content.GetRawText() : again.Failure.Message)).ShouldNotContain(token);
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task Claim_KeyOfALostClaim_IsFreeSinceNothingWasWritten(string kind)
    {
        var token = (await _room.DoneAsync($"{kind}_claim", "{'key':'k'}")).Text("claim.token");
        await _room.RefusedAsync(FailureCode.Claimed, $"{kind}_claim", "{'key':'k','idempotency_key':'i'}", _room.Caller("bob"));
        await _room.DoneAsync($"{kind}_claim", $"{{'key':'k','release':true,'claim_token':'{token}'}}");
        (await _room.DoneAsync($"{kind}_claim", "{'key':'k','idempotency_key':'i'}", _room.Caller("bob"))).Text("claim.holder").ShouldBe("bob");
    }

    [Fact]
    public async Task Claim_KeyOfAnotherOperation_IsRefusedAndNamesIt()
    {
        await _room.DoneAsync("task_claim", "{'key':'k','idempotency_key':'i'}");
        var failure = await _room.RefusedAsync(FailureCode.Invalid, "handoff_claim", "{'key':'k','idempotency_key':'i'}");
        (failure.Path, failure.Message).ShouldBe(("/idempotency_key", "This idempotency_key was used for task_claim."));
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task Claim_TheTokenOfARepeat_StillActs(string kind)
    {
        await _room.DoneAsync($"{kind}_claim", "{'key':'k','idempotency_key':'i'}");
        var token = (await _room.DoneAsync($"{kind}_claim", "{'key':'k','idempotency_key':'i'}")).Text("claim.token");
        (await _room.DoneAsync($"{kind}_update", $"{{'key':'k','status':'done','claim_token':'{token}'}}")).Text($"{kind}.status").ShouldBe("done");
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task Claim_TheKeyOfAClaimOnAnother_GivesTheFirstOneAndSaysSo(string kind)
    {
        var first = await _room.DoneAsync($"{kind}_claim", "{'key':'k','idempotency_key':'i'}");
        var answer = await _room.CallAsync($"{kind}_claim", "{'key':'other','idempotency_key':'i'}");
        answer.Content.Text($"{kind}.id").ShouldBe(first.Text($"{kind}.id"));
        answer.Text.ShouldContain("other arguments");
        (await VersionAsync(kind, "other")).ShouldBe(1);
    }

    private async Task<int> VersionAsync(string kind, string key = "k")
        => kind == "task" ? (await _room.SentAsync("task_get", new { key })).Number("task.version") : (await _room.SentAsync("handoff_load", new { key })).Number("handoff.version");
}
