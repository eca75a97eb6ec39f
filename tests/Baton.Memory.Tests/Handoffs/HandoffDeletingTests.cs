using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Handoffs;

/// <summary>Deleting marks; what is marked is found by no path, keeps everything, and comes back whole.</summary>
public sealed class HandoffDeletingTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Delete_AndRestore_GiveEverythingBackAsVersionsOfItsOwn()
    {
        var id = await _room.HandoffAsync(new { summary = "penguin work", key = "k", body = "Zeile\r\n🎌", decisions = new[] { "d" }, tags = new[] { "x" }, pinned = true });
        await _room.SentAsync("handoff_update", new { id, comment = "c" });
        var before = (await _room.SentAsync("handoff_load", new { id })).At("handoff");
        await _room.SentAsync("handoff_delete", new { id });
        (await _room.DoneAsync("handoff_search", "{'query':'penguin'}")).Number("total").ShouldBe(0);
        await _room.SentAsync("handoff_delete", new { id, restore = true });
        var after = (await _room.SentAsync("handoff_load", new { id })).At("handoff");
        foreach (var member in before.EnumerateObject().Where(member => member.Name is not ("version" or "updated_at" or "by"))) after.GetProperty(member.Name).GetRawText().ShouldBe(member.Value.GetRawText(), member.Name);
        (after.Number("version"), after.Text("by.operation")).ShouldBe((4, "handoff_delete"));
        (await _room.DoneAsync("handoff_search", "{'query':'penguin'}")).Number("total").ShouldBe(1);
    }

    [Theory]
    [InlineData("handoff_load", "{'key':'k'}")]
    [InlineData("handoff_claim", "{'key':'k'}")]
    [InlineData("handoff_update", "{'key':'k','comment':'c'}")]
    [InlineData("handoff_append", "{'key':'k','chunk':'c'}")]
    [InlineData("handoff_merge", "{'refs':['k','other']}")]
    [InlineData("handoff_delete", "{'key':'k'}")]
    public async Task Deleted_ByItsKey_IsNotFound(string tool, string json)
    {
        await _room.HandoffAsync(new { summary = "s", key = "other" });
        await _room.SentAsync("handoff_delete", new { id = await _room.HandoffAsync(new { summary = "s", key = "k" }) });
        await _room.RefusedAsync(FailureCode.NotFound, tool, json);
    }

    [Fact]
    public async Task Delete_AClaimedOne_IsRefusedByNameAndByFilter_AndTakesNoneOfThem()
    {
        await _room.HandoffAsync(new { summary = "s", key = "a", tags = new[] { "x" } });
        await _room.HandoffAsync(new { summary = "s", key = "b", tags = new[] { "x" } });
        await _room.DoneAsync("handoff_claim", "{'key':'a'}");
        (await _room.RefusedAsync(FailureCode.Claimed, "handoff_delete", "{'key':'a'}")).Message.ShouldContain("is claimed by ada (editor)");
        await _room.RefusedAsync(FailureCode.Claimed, "handoff_delete", "{'tags':'x','confirm':2}");
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(2);
        _room.Clock.Advance(TimeSpan.FromMinutes(30));
        (await _room.DoneAsync("handoff_delete", "{'tags':'x','confirm':2}")).Number("count").ShouldBe(2);
    }

    [Theory]
    [InlineData("{'status':'open'}", 3)]
    [InlineData("{'thread':'t'}", 1)]
    [InlineData("{'thread':' t '}", 1)]
    [InlineData("{'to':'bob'}", 1)]
    [InlineData("{'from':'shell'}", 1)]
    [InlineData("{'project':'web'}", 1)]
    [InlineData("{'created_before':'2026-03-01T12:01:00Z'}", 1)]
    [InlineData("{'created_after':'2026-03-01T12:01:00Z'}", 1)]
    [InlineData("{'tags':['x'],'thread':'none'}", 0)]
    public async Task Delete_ByAFilter_TakesExactlyWhatTheListShows(string filter, int count)
    {
        await _room.HandoffAsync(new { summary = "s", thread = "t", tags = new[] { "x" } });
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.HandoffAsync(new { summary = "s", to = "bob" }, _room.Caller(client: "shell"));
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.HandoffAsync(new { summary = "s", project = "web" });
        (await _room.DoneAsync("handoff_list", filter)).Number("total").ShouldBe(count);
        var refused = await _room.RefusedAsync(FailureCode.ConfirmRequired, "handoff_delete", filter);
        (refused.Path, refused.DetailsJson).ShouldBe(("/confirm", $"{{\"count\":{count}}}"));
        var done = await _room.DoneAsync("handoff_delete", filter[..^1] + $",'confirm':{count}}}");
        (done.Number("count"), done.At("ids").GetArrayLength()).ShouldBe((count, count));
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(3 - count);
    }

    [Fact]
    public async Task Delete_WithoutAnything_IsAFilterOfAllThatNeedsItsNumber()
    {
        for (var i = 0; i < 3; i++) await _room.HandoffAsync(new { summary = $"s{i}" });
        (await _room.RefusedAsync(FailureCode.ConfirmRequired, "handoff_delete")).Message.ShouldBe("The filter hits 3 handoff(s).");
        (await _room.RefusedAsync(FailureCode.ConfirmRequired, "handoff_delete", "{'confirm':2}")).Message.ShouldBe("The filter hits 3 handoff(s), not 2.");
        (await _room.DoneAsync("handoff_delete", "{'confirm':3}")).Number("count").ShouldBe(3);
        (await _room.DoneAsync("handoff_delete", "{'confirm':3,'restore':true}")).Number("count").ShouldBe(3);
    }

    [Fact]
    public async Task Delete_ByABoundGrantsFilter_ReachesItsProjectsAlone()
    {
        await _room.HandoffAsync(new { summary = "s", project = "web" });
        await _room.HandoffAsync(new { summary = "s", project = "hr" });
        var bound = _room.Caller("eve", "bot", "c", "web");
        (await _room.RefusedAsync(FailureCode.ConfirmRequired, "handoff_delete", "{}", bound)).DetailsJson.ShouldBe("{\"count\":1}");
        (await _room.RefusedAsync(FailureCode.Forbidden, "handoff_delete", "{'project':'hr','confirm':1}", bound)).Path.ShouldBe("/project");
        (await _room.DoneAsync("handoff_delete", "{'confirm':1}", bound)).Number("count").ShouldBe(1);
        (await _room.DoneAsync("handoff_list", "{'project':'hr'}")).Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Restore_TwoOfOneKeyByAFilter_BringsNeitherBack()
    {
        for (var i = 0; i < 2; i++) await _room.SentAsync("handoff_delete", new { id = await _room.HandoffAsync(new { summary = $"s{i}", key = "k", tags = new[] { "x" } }) });
        await _room.RefusedAsync(FailureCode.Duplicate, "handoff_delete", "{'tags':'x','restore':true,'confirm':2}");
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Restore_MoreThanAPage_BringsThemAllBack()
    {
        for (var i = 0; i < 510; i += 30) await Task.WhenAll(Enumerable.Range(i, 30).Select(number => _room.HandoffAsync(new { summary = $"s{number}" })));
        (await _room.DoneAsync("handoff_delete", "{'confirm':510}")).Number("count").ShouldBe(510);
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
        (await _room.DoneAsync("handoff_delete", "{'confirm':510,'restore':true}")).At("ids").EnumerateArray().Select(id => id.GetString()).Distinct().Count().ShouldBe(510);
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(510);
    }
}
