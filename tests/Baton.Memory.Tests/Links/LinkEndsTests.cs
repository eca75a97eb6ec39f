using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Links;

/// <summary>A link is there for those who may see both of its ends, whatever becomes of either, and says who made it and when.</summary>
public sealed class LinkEndsTests : IAsyncLifetime
{
    private Room _room = null!;
    private string _one = null!;
    private string _other = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _one = await _room.MemoryAsync(new { content = "alpha", key = "one" });
        _other = await _room.MemoryAsync(new { content = "beta gamma", key = "other" });
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Show_FromEitherEnd_IsTheSameLinkWithItsAuthorAndTime()
    {
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.SentAsync("memory_link", new { key = "one", to = "other", relation = "supports" }, _room.Caller("eve", "ci"));
        foreach (var key in new[] { "one", "other" })
        {
            var link = (await _room.SentAsync("memory_link", new { key })).At("links").EnumerateArray().ShouldHaveSingleItem();
            (link.Text("from"), link.Text("to"), link.Text("relation"), link.Text("author"), link.Text("at"), link.Number("depth"))
                .ShouldBe((_one, _other, "supports", "eve", "2026-03-01T12:01:00.000Z", 1));
        }
    }

    [Theory]
    [InlineData("memory_update", "{'key':'other','content':'a new text'}", true)]
    [InlineData("memory_delete", "{'key':'other'}", false)]
    [InlineData("memory_update", "{'key':'other','visibility':'private'}", true)]
    public async Task Show_AfterTheOtherEndChanged_IsThereWhileThatIsSeen(string tool, string json, bool isShown)
    {
        await _room.SentAsync("memory_link", new { key = "one", to = "other" });
        await _room.CallAsync(tool, json);
        (await _room.SentAsync("memory_link", new { key = "one" })).At("links").GetArrayLength().ShouldBe(isShown ? 1 : 0);
    }

    [Theory]
    [InlineData("private", "ada", 1)]
    [InlineData("private", "eve", 0)]
    [InlineData("project", "eve", 1)]
    [InlineData("shared", "eve", 1)]
    public async Task Show_ByAnother_DependsOnTheOtherEnd(string visibility, string principal, int links)
    {
        await _room.SentAsync("memory_link", new { key = "one", to = "other" });
        await _room.SentAsync("memory_update", new { key = "other", visibility });
        var shown = await _room.SentAsync("memory_link", new { id = _one }, _room.Caller(principal));
        shown.At("links").GetArrayLength().ShouldBe(links);
        shown.GetRawText().Contains(_other, StringComparison.Ordinal).ShouldBe(links > 0);
    }

    [Fact]
    public async Task Remove_ByOneWhoMayNotSeeTheOtherEnd_IsAsIfThatWereNotThere()
    {
        await _room.SentAsync("memory_link", new { key = "one", to = "other" });
        await _room.SentAsync("memory_update", new { key = "other", visibility = "private" });
        var hidden = await _room.UnsentAsync("not_found", "memory_link", new { id = _one, to = _other, remove = true }, _room.Caller("eve"));
        var absent = await _room.UnsentAsync("not_found", "memory_link", new { id = _one, to = "m_01JZZZZZZZZZZZZZZZZZZZZZZZ", remove = true }, _room.Caller("eve"));
        hidden.Message.ShouldBe(absent.Message.Replace("m_01JZZZZZZZZZZZZZZZZZZZZZZZ", _other, StringComparison.Ordinal));
        (await _room.SentAsync("memory_link", new { key = "one" })).At("links").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Link_OfASharedRecord_ByAGrantOfAnotherProject_IsForbidden_AndShowsIt()
    {
        await _room.SentAsync("memory_update", new { key = "one", visibility = "shared" });
        var bound = _room.Caller("eve", "bot", "c", "hr");
        var own = await _room.MemoryAsync(new { content = "of hr", project = "hr" }, bound);
        (await _room.UnsentAsync("forbidden", "memory_link", new { id = _one, to = own }, bound)).Message.ShouldBe("This grant may read this shared record, but not write in its project.");
        (await _room.SentAsync("memory_link", new { id = own, to = _one }, bound)).Text("links.0.to").ShouldBe(_one);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public async Task Show_OfAChain_GoesAsFarAsItsDepth(int depth, int links)
    {
        var ids = new List<string> { _one, _other };
        for (var i = 0; i < 3; i++) ids.Add(await _room.MemoryAsync(new { content = $"link number {i}" }));
        for (var i = 0; i + 1 < ids.Count; i++) await _room.SentAsync("memory_link", new { id = ids[i], to = ids[i + 1] });
        var shown = (await _room.SentAsync("memory_link", new { id = _one, depth })).At("links").EnumerateArray().ToList();
        shown.Select(link => link.Text("from")).ShouldBe(ids.Take(links));
        shown.Select(link => link.Number("depth")).ShouldBe(Enumerable.Range(1, links));
    }

    /// <summary>What a later grant, another client or another session adds does not take the first author's place.</summary>
    [Fact]
    public async Task Link_AfterItWasTakenAway_IsOfWhoeverMakesItAgain()
    {
        await _room.SentAsync("memory_link", new { key = "one", to = "other" });
        await _room.SentAsync("memory_link", new { key = "one", to = "other" }, _room.Caller("eve"));
        (await _room.SentAsync("memory_link", new { key = "one" })).Text("links.0.author").ShouldBe("ada");
        await _room.SentAsync("memory_link", new { key = "one", to = "other", remove = true }, _room.Caller("bob"));
        _room.Clock.Advance(TimeSpan.FromMinutes(2));
        await _room.SentAsync("memory_link", new { key = "one", to = "other" }, _room.Caller("eve"));
        var link = (await _room.SentAsync("memory_link", new { key = "one" })).At("links.0");
        (link.Text("author"), link.Text("at")).ShouldBe(("eve", "2026-03-01T12:02:00.000Z"));
    }
}
