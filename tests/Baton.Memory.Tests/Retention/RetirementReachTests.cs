using System.Text;
using Baton.Memory.Projects;
using Baton.Memory.Retention;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Retention;

/// <summary>What retention takes of every kind of record, what puts it off, and that what it took can be brought back.</summary>
public sealed class RetirementReachTests : IAsyncLifetime
{
    private readonly HeldRetiredFiles _files = new();
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await KeepAsync("default", 30);
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Run_EveryKindOfRecord_GoesIntoTheFileAndOut()
    {
        await _room.MemoryAsync(new { content = "an old fact", visibility = "private" });
        await _room.MemoryAsync(new { content = "an old shared fact", visibility = "shared" });
        await _room.HandoffAsync(new { summary = "old work", body = "Zeile\r\n🎌" });
        await _room.SentAsync("task_save", new { title = "an old task" });
        await _room.SentAsync("archive_append", new { key = "a", chunk = "old words" });
        await _room.SentAsync("notify", new { to = "bob", message = "an old message" });
        _room.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromTicks(1));
        (await RunAsync()).ShouldBe(6);
        (await _room.DoneAsync("status")).At("usage").EnumerateObject().Select(member => member.Name).ShouldBe(["versions", "bytes"]);
        var kept = Encoding.UTF8.GetString(_files.Kept.ShouldHaveSingleItem().Bytes);
        foreach (var words in new[] { "an old fact", "an old shared fact", "old work", "an old task", "old words", "an old message" }) kept.ShouldContain(words);
    }

    [Fact]
    public async Task Run_ExactlyAtTheTime_TakesNothingYet()
    {
        await _room.MemoryAsync(new { content = "an old fact" });
        _room.Clock.Advance(TimeSpan.FromDays(30));
        (await RunAsync()).ShouldBe(0);
        _room.Clock.Advance(TimeSpan.FromTicks(1));
        (await RunAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("memory_update", "{'key':'k','importance':0.5}")]
    [InlineData("memory_save", "{'key':'k','content':'written again'}")]
    [InlineData("memory_delete", "{'key':'k'}")]
    public async Task Run_AfterALaterWrite_CountsFromThatWrite(string tool, string json)
    {
        await _room.MemoryAsync(new { content = "an old fact", key = "k" });
        _room.Clock.Advance(TimeSpan.FromDays(29));
        await _room.DoneAsync(tool, json);
        _room.Clock.Advance(TimeSpan.FromDays(29));
        (await RunAsync()).ShouldBe(0);
        _room.Clock.Advance(TimeSpan.FromDays(2));
        (await RunAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Run_AfterReads_CountsFromTheWriteAllTheSame()
    {
        await _room.MemoryAsync(new { content = "an old fact", key = "k" });
        _room.Clock.Advance(TimeSpan.FromDays(29));
        await _room.DoneAsync("memory_get", "{'key':'k'}");
        await _room.DoneAsync("session_start");
        _room.Clock.Advance(TimeSpan.FromDays(2));
        (await RunAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Run_PinnedThenUnpinned_GoesWhenItIsOldAgain()
    {
        await _room.MemoryAsync(new { content = "an old fact", key = "k", pinned = true });
        _room.Clock.Advance(TimeSpan.FromDays(100));
        (await RunAsync()).ShouldBe(0);
        await _room.DoneAsync("memory_update", "{'key':'k','pinned':false}");
        (await RunAsync()).ShouldBe(0);
        _room.Clock.Advance(TimeSpan.FromDays(31));
        (await RunAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Run_SeveralProjects_EachByItsOwnTimeIntoItsOwnFile()
    {
        await KeepAsync("web", 10);
        foreach (var project in new[] { "default", "web", "hr" }) await _room.MemoryAsync(new { content = $"about {project}", project });
        _room.Clock.Advance(TimeSpan.FromDays(11));
        (await RunAsync()).ShouldBe(1);
        _room.Clock.Advance(TimeSpan.FromDays(20));
        (await RunAsync()).ShouldBe(1);
        _files.Kept.Select(file => file.Project).ShouldBe(["web", "default"]);
        (await _room.DoneAsync("memory_search", "{'query':'about'}")).Each("results", "project").ShouldBe(["hr"]);
    }

    [Fact]
    public async Task Run_WhatWasTaken_ComesBackByAnImportElsewhereWithItsLinksAndPast()
    {
        var one = await _room.MemoryAsync(new { content = "an old fact", key = "one" });
        var other = await _room.MemoryAsync(new { content = "another old matter" });
        await _room.SentAsync("memory_update", new { id = one, content = "an old fact, corrected" });
        await _room.SentAsync("memory_link", new { id = one, to = other, relation = "supports" });
        _room.Clock.Advance(TimeSpan.FromDays(31));
        (await RunAsync()).ShouldBe(2);
        await using var elsewhere = await Room.OpenAsync();
        using var input = new MemoryStream(_files.Kept.Single().Bytes);
        (await new Importer(elsewhere.Store, elsewhere.Clock).ReadAsync(input, null, default)).Value.Errors.ShouldBeEmpty();
        (await elsewhere.SentAsync("memory_get", new { id = one, history = true })).At("history").GetArrayLength().ShouldBe(2);
        (await elsewhere.SentAsync("memory_link", new { id = one })).Each("links", "relation").ShouldBe(["supports"]);
    }

    [Fact]
    public async Task Run_WhatWasTaken_StaysGoneWhenItsFileIsImportedHere()
    {
        var id = await _room.MemoryAsync(new { content = "an old fact" });
        _room.Clock.Advance(TimeSpan.FromDays(31));
        await RunAsync();
        using var input = new MemoryStream(_files.Kept.Single().Bytes);
        await new Importer(_room.Store, _room.Clock).ReadAsync(input, null, default);
        await _room.UnsentAsync("not_found", "memory_get", new { id });
    }

    private Task<int> RunAsync() => new Retirement(_room.Store, _files, _room.Clock).RunAsync(default).AsTask();

    private async Task KeepAsync(string project, int days)
        => await _room.Server.Projects.SetAsync(_room.Caller(), project, new ProjectChange { Retention = TimeSpan.FromDays(days) }, default);
}
