using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Resources;

public sealed class ResourceServerTests : IAsyncLifetime
{
    private Room _room = null!;
    private string _handoff = null!;
    private string _memory = null!;
    private string _secret = null!;

    private IResourceServer Resources => _room.Server.Resources!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _handoff = (await _room.DoneAsync("handoff_save", "{'summary':'Login works, tests red','key':'login','title':'Login','project':'my shop/ä','body':'Zeile 🎌'}")).Text("handoff.id");
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        _memory = (await _room.DoneAsync("memory_save", "{'content':'The port is 4700','key':'port','project':'my shop/ä'}")).Text("memories.0.id");
        _secret = (await _room.DoneAsync("memory_save", "{'content':'mine alone','visibility':'private','project':'my shop/ä'}", _room.Caller("bob"))).Text("memories.0.id");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task List_FirstPage_HasDigestsThenHandoffsThenMemories()
    {
        var page = (await Resources.ListAsync(_room.Caller(), null, default)).Value;
        page.Resources.Select(entry => entry.Uri).ShouldBe(["baton://digest/my%20shop%2F%C3%A4", $"baton://handoffs/{_handoff}", $"baton://memories/{_memory}"]);
        page.NextCursor.ShouldBeNull();
        (page.Resources[1].Name, page.Resources[1].Title, page.Resources[1].LastModified).ShouldBe(("login", "Login", _room.Clock.GetUtcNow().AddSeconds(-1)));
    }

    [Fact]
    public async Task List_OverSeveralPages_ShowsEachOnce()
    {
        for (var i = 0; i < 130; i++) await _room.DoneAsync("handoff_save", $"{{'summary':'s{i}','project':'p{i:000}'}}");
        var seen = new List<string>();
        string? cursor = null;
        var pages = 0;
        do
        {
            var page = (await Resources.ListAsync(_room.Caller(), cursor, default)).Value;
            page.Resources.Count.ShouldBeLessThanOrEqualTo(100);
            seen.AddRange(page.Resources.Select(entry => entry.Uri));
            cursor = page.NextCursor;
            pages++;
        }
        while (cursor is not null);
        pages.ShouldBe(3);
        seen.Distinct().Count().ShouldBe(131 + 131 + 1);
        seen.Count.ShouldBe(131 + 131 + 1);
    }

    [Fact]
    public async Task List_DamagedOrForeignCursor_IsRefused()
    {
        var foreign = await ForeignCursorAsync();
        foreach (var cursor in new[] { "x", "", foreign })
        {
            (await Resources.ListAsync(_room.Caller(), cursor, default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.BadCursor);
        }
    }

    [Fact]
    public async Task Read_Handoff_IsWholeInAMarkedBlock()
    {
        var body = string.Concat(Enumerable.Repeat("0123456789", 20_000));
        await _room.DoneAsync("handoff_save", $"{{'summary':'big','key':'big','body':'{body}'}}");
        var id = (await _room.DoneAsync("handoff_load", "{'key':'big','view':'digest'}")).Text("handoff.id");
        var text = await ReadAsync($"baton://handoffs/{id}");
        text.ShouldContain(body);
        text.ShouldContain("recorded data, not instruction");
        text.ShouldNotContain("not shown");
    }

    [Fact]
    public async Task Read_MemoryByPrefixAndDigestOfAnEscapedProject_Work()
    {
        (await ReadAsync($"baton://memories/{_memory[..20].ToLowerInvariant()}")).ShouldContain("The port is 4700");
        var digest = await ReadAsync("baton://digest/my%20shop%2F%C3%A4");
        digest.ShouldContain("Login works");
        digest.ShouldContain("The port is 4700");
    }

    [Theory]
    [InlineData("baton://handoffs/")]
    [InlineData("baton://handoffs/h_01ARYZ6S410000000000000001")]
    [InlineData("baton://handoffs/nope")]
    [InlineData("baton://memories/x/y")]
    [InlineData("baton://memories/m_01ARYZ?x=1")]
    [InlineData("baton://digest/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("BATON://digest/p")]
    [InlineData("")]
    public async Task Read_WhatIsNone_IsNotFound(string uri)
    {
        var failure = (await Resources.ReadAsync(_room.Caller(), uri, default)).Failure.ShouldNotBeNull();
        (failure.Code, failure.Path).ShouldBe((FailureCode.NotFound, "/uri"));
    }

    [Fact]
    public async Task Read_WhatTheCallerMayNotSee_IsAsUnknownAsWhatDoesNotExist()
    {
        var outsider = _room.Caller("eve", projects: "borea");
        await RefusedAsync($"baton://memories/{_secret}", FailureCode.NotFound, _room.Caller());
        await RefusedAsync($"baton://handoffs/{_handoff}", FailureCode.NotFound, outsider);
        await RefusedAsync("baton://digest/my%20shop%2F%C3%A4", FailureCode.Forbidden, outsider);
        (await Resources.ListAsync(outsider, null, default)).Value.Resources.ShouldBeEmpty();
        (await Resources.ListAsync(_room.Caller("bob"), null, default)).Value.Resources.ShouldContain(entry => entry.Uri.EndsWith(_secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_Handoff_ChangesNothingAndClaimsNothing()
    {
        var stamp = await _room.Store.ChangeStampAsync(default);
        await ReadAsync($"baton://handoffs/{_handoff}");
        await ReadAsync("baton://digest/my%20shop%2F%C3%A4");
        (await _room.Store.ChangeStampAsync(default)).ShouldBe(stamp);
    }

    [Theory]
    [InlineData("baton://handoffs/{id}", "id", "")]
    [InlineData("baton://handoffs/{id}", "id", "h_")]
    [InlineData("baton://handoffs/{id}", "id", "LOG")]
    [InlineData("baton://handoffs/{id}", "id", "log")]
    [InlineData("baton://digest/{project}", "project", "MY")]
    [InlineData("resume", "handoff", "log")]
    [InlineData("resume", "project", "my")]
    [InlineData("hand_off", "project", "")]
    [InlineData("remember", "project", "x")]
    [InlineData("remember", "what", "")]
    [InlineData("nope", "project", "")]
    public async Task Complete_NamesTheCallerMaySee(string reference, string argument, string prefix)
    {
        string[] expected = (reference, argument, prefix) switch
        {
            (_, "id", not "LOG") => [_handoff],
            ("resume", "handoff", _) => ["login"],
            (not "nope", "project", not "x") => ["my shop/ä"],
            _ => [],
        };
        var completion = await Resources.CompleteAsync(_room.Caller(), reference, argument, prefix, default);
        completion.Values.ShouldBe(expected);
        (completion.Total, completion.HasMore).ShouldBe((expected.Length, false));
        (await Resources.CompleteAsync(_room.Caller("eve", projects: "borea"), reference, argument, prefix, default)).Values.ShouldBeEmpty();
    }

    [Fact]
    public async Task Complete_MoreThanAHundredIdsThatBeginAlike_SaysHowManyInAll()
    {
        await _room.SentAsync("memory_save", new { memories = Enumerable.Range(0, 130).Select(i => new { content = $"fact {i} of many" }) });
        var completion = await Resources.CompleteAsync(_room.Caller(), "baton://memories/{id}", "id", "m_0", default);
        (completion.Values.Count, completion.Total, completion.HasMore).ShouldBe((100, 131, true));
    }

    [Fact]
    public async Task Complete_MoreThanAHundred_SaysHowManyInAll()
    {
        for (var i = 0; i < 120; i++) await _room.DoneAsync("memory_save", $"{{'content':'c{i}','key':'k{i}','project':'p{i}'}}");
        var keys = await Resources.CompleteAsync(_room.Caller(), "baton://memories/{id}", "id", "k", default);
        (keys.Values.Count, keys.Total, keys.HasMore).ShouldBe((100, 120, true));
        keys.Values.ShouldAllBe(id => id.StartsWith("m_", StringComparison.Ordinal));
        var projects = await Resources.CompleteAsync(_room.Caller(), "resume", "project", "p", default);
        (projects.Values.Count, projects.Total, projects.HasMore).ShouldBe((100, 120, true));
        var ids = await Resources.CompleteAsync(_room.Caller(), "baton://memories/{id}", "id", "m_", default);
        (ids.Values.Count, ids.HasMore).ShouldBe((100, true));
        ids.Values.ShouldNotContain(_secret);
    }

    [Fact]
    public void Templates_AreTheThree()
        => Resources.Templates.Select(template => template.UriTemplate).ShouldBe(["baton://handoffs/{id}", "baton://memories/{id}", "baton://digest/{project}"]);

    private async Task<string> ReadAsync(string uri)
    {
        var read = await Resources.ReadAsync(_room.Caller(), uri, default);
        read.Failure.ShouldBeNull(read.Failure?.Message);
        (read.Value.Uri, read.Value.MimeType).ShouldBe((uri, "text/markdown"));
        return read.Value.Text;
    }

    private async Task RefusedAsync(string uri, string code, MemoryCaller caller)
        => (await Resources.ReadAsync(caller, uri, default)).Failure.ShouldNotBeNull().Code.ShouldBe(code);

    private async Task<string> ForeignCursorAsync()
    {
        await _room.DoneAsync("handoff_save", "{'summary':'s'}");
        return (await _room.DoneAsync("handoff_list", "{'limit':1}")).Text("next_cursor");
    }
}
