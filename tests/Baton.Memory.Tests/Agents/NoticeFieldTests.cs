using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Agents;

/// <summary>What a notice carries, whom it reaches, how an inbox is narrowed, and what marking one as read leaves for the others.</summary>
public sealed class NoticeFieldTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Notify_EveryField_ReachesTheInboxAsItWasSent()
    {
        var memory = await _room.MemoryAsync(new { content = "a fact" });
        var sent = await _room.SentAsync("notify", new { to = " bob ", message = "Zeile\r\nzwei 🎌", subject = "S", project = "web", thread = " t ", refs = new[] { memory[..24] }, priority = 1, ttl = "2h" });
        var notice = (await _room.SentAsync("inbox_list", new { }, _room.Caller("bob"))).At("notices.0");
        notice.Text("id").ShouldBe(sent.Text("notices.0.id"));
        (notice.Text("to"), notice.Text("message"), notice.Text("subject"), notice.Text("project"), notice.Text("thread")).ShouldBe(("bob", "Zeile\r\nzwei 🎌", "S", "web", "t"));
        (notice.Text("refs.0"), notice.Number("priority"), notice.Text("expires_at"), notice.Text("author"), notice.At("read").GetBoolean()).ShouldBe((memory, 1, "2026-03-01T14:00:00.000Z", "ada", false));
        notice.Text("created_by.grant").ShouldBe("local");
    }

    [Fact]
    public async Task Notify_SeveralAndOneTwice_SendsOneToEachInTheirOrder()
    {
        var sent = await _room.SentAsync("notify", new { to = new[] { "bob", "carol", " bob " }, message = "m" });
        sent.Each("notices", "to").ShouldBe(["bob", "carol"]);
        sent.Each("notices", "id").Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("{'thread':'t1'}", "one")]
    [InlineData("{'thread':' t1 '}", "one")]
    [InlineData("{'from':'eve'}", "two")]
    [InlineData("{'from':'ci'}", "two")]
    [InlineData("{'project':'web'}", "three")]
    [InlineData("{'to':'carol'}", "four")]
    [InlineData("{'to':[' carol ','bob']}", "one,two,three,four")]
    [InlineData("{}", "one,two,three")]
    public async Task Inbox_ByFilters_ShowsExactlyThese(string arguments, string messages)
    {
        await StockAsync();
        var found = await _room.DoneAsync("inbox_list", arguments, _room.Caller("bob"));
        found.Each("notices", "message").ShouldBe(messages.Split(','), ignoreOrder: true);
        found.Number("total").ShouldBe(messages.Split(',').Length);
    }

    [Fact]
    public async Task Inbox_Read_AreShownOnlyWhenAsked_AndMarked()
    {
        await StockAsync();
        var first = (await _room.DoneAsync("inbox_list", "{}", _room.Caller("bob"))).Text("notices.0.id");
        await _room.SentAsync("inbox_ack", new { ids = first[..20] + first[20..].ToLowerInvariant() }, _room.Caller("bob"));
        (await _room.DoneAsync("inbox_list", "{}", _room.Caller("bob"))).Number("total").ShouldBe(2);
        var all = (await _room.DoneAsync("inbox_list", "{'include_read':true}", _room.Caller("bob"))).At("notices");
        all.EnumerateArray().Where(notice => notice.At("read").GetBoolean()).Select(notice => notice.Text("id")).ShouldBe([first]);
    }

    [Fact]
    public async Task Ack_ByARolesMember_LeavesItForTheOthersInTheDigestToo()
    {
        await _room.DoneAsync("notify", "{'to':'reviewers','message':'m'}");
        var (bob, carol) = (_room.Caller("bob") with { Roles = ["reviewers"] }, _room.Caller("carol") with { Roles = ["reviewers"] });
        var asOf = (await _room.DoneAsync("inbox_list", "{}", bob)).Text("as_of");
        (await _room.SentAsync("inbox_ack", new { until = asOf }, bob)).Number("count").ShouldBe(1);
        (await _room.DoneAsync("inbox_list", "{}", bob)).Number("total").ShouldBe(0);
        (await _room.DoneAsync("inbox_list", "{}", carol)).Number("total").ShouldBe(1);
        (await _room.DoneAsync("session_start", "{}", bob)).Text("digest").ShouldNotContain("Unread notices");
        (await _room.DoneAsync("session_start", "{}", carol)).Text("digest").ShouldContain("Unread notices for you: 1.");
    }

    [Fact]
    public async Task Ack_Unread_ByTime_TakesBackOnesOwnMarksAlone()
    {
        await _room.DoneAsync("notify", "{'to':'reviewers','message':'m'}");
        var (bob, carol) = (_room.Caller("bob") with { Roles = ["reviewers"] }, _room.Caller("carol") with { Roles = ["reviewers"] });
        foreach (var member in new[] { bob, carol }) await _room.SentAsync("inbox_ack", new { until = "2026-03-01T12:00:00Z" }, member);
        (await _room.SentAsync("inbox_ack", new { until = "2026-03-01T12:00:00Z", unread = true }, bob)).Number("count").ShouldBe(1);
        (await _room.DoneAsync("inbox_list", "{}", bob)).Number("total").ShouldBe(1);
        (await _room.DoneAsync("inbox_list", "{}", carol)).Number("total").ShouldBe(0);
    }

    [Theory]
    [InlineData("{'to':'bob','message':'m','refs':['m_01JZZZZZZZZZZZZZZZZZZZZZZZ']}", FailureCode.NotFound, "/refs/0")]
    [InlineData("{'to':'bob','message':'m','priority':2}", FailureCode.Invalid, "/priority")]
    [InlineData("{'to':'bob','message':'m','ttl':0}", FailureCode.Invalid, "/ttl")]
    [InlineData("{'to':'a\\u0007b','message':'m'}", FailureCode.Invalid, "/to")]
    [InlineData("{'to':['bob',''],'message':'m'}", FailureCode.Invalid, "/to")]
    [InlineData("{'to':'bob','message':'m','private':'yes'}", FailureCode.Invalid, "/private")]
    [InlineData("{'to':'bob','message':'m','project':'a\\nb'}", FailureCode.Invalid, "/project")]
    [InlineData("{'to':'bob','message':'m','sender':'eve'}", FailureCode.Invalid, "/sender")]
    public async Task Notify_WhatCannotBe_IsRefusedAtItsPlaceAndReachesNobody(string json, string code, string path)
    {
        (await _room.RefusedAsync(code, "notify", json)).Path.ShouldBe(path);
        (await _room.DoneAsync("inbox_list", "{'to':['bob'],'include_read':true}")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Notify_ToMoreThanAList_IsRefusedWithTheirNumber()
    {
        var failure = await _room.UnsentAsync(FailureCode.TooLarge, "notify", new { to = Enumerable.Range(0, 201).Select(i => $"p{i}"), message = "m" });
        (failure.Path, failure.Limit).ShouldBe(("/to", 200));
        failure.Message.ShouldContain("201");
    }

    [Fact]
    public async Task Inbox_PagesWhileMoreArrive_ShowEachThatWasThereOnce()
    {
        for (var i = 0; i < 9; i++) await _room.SentAsync("notify", new { to = "bob", message = $"m{i}" });
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _room.SentAsync("inbox_list", cursor is null ? new { limit = 4 } : new { limit = 4, cursor }, _room.Caller("bob"));
            seen.AddRange(page.Each("notices", "message"));
            cursor = page.At("next_cursor").GetString();
            _room.Clock.Advance(TimeSpan.FromSeconds(1));
            await _room.DoneAsync("notify", "{'to':'bob','message':'late'}");
        }
        while (cursor is not null);
        seen.Order().ShouldBe(Enumerable.Range(0, 9).Select(i => $"m{i}"));
    }

    private async Task StockAsync()
    {
        await _room.SentAsync("notify", new { to = "bob", message = "one", thread = "t1" });
        await _room.SentAsync("notify", new { to = "bob", message = "two" }, _room.Caller("eve", "ci"));
        await _room.SentAsync("notify", new { to = "bob", message = "three", project = "web" });
        await _room.SentAsync("notify", new { to = "carol", message = "four" });
    }
}
