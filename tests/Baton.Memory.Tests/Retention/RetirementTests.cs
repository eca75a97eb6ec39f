using System.Text;
using Baton.Memory.Projects;
using Baton.Memory.Retention;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Retention;

public sealed class RetirementTests : IAsyncLifetime
{
    private readonly HeldRetiredFiles _files = new();
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.Server.Projects.SetAsync(_room.Caller(), "atlas", new ProjectChange { Retention = TimeSpan.FromDays(90) }, default);
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Run_WhatIsOldAndNotPinned_GoesIntoAFileAndOut()
    {
        var old = await SaveAsync("old", "atlas");
        var pinned = await SaveAsync("pinned", "atlas", ",'pinned':true");
        var elsewhere = await SaveAsync("elsewhere", "borea");
        _room.Clock.Advance(TimeSpan.FromDays(80));
        var young = await SaveAsync("young", "atlas");
        _room.Clock.Advance(TimeSpan.FromDays(10.5));
        (await RunAsync()).ShouldBe(1);

        await _room.RefusedAsync("not_found", "handoff_load", $"{{'id':'{old}'}}");
        foreach (var id in new[] { pinned, elsewhere, young }) await _room.DoneAsync("handoff_load", $"{{'id':'{id}'}}");
        _files.Kept.Single().Project.ShouldBe("atlas");
        (await RunAsync()).ShouldBe(0);
        _files.Kept.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_TheFile_ImportsIntoAnotherStoreWithEveryVersion()
    {
        var old = await SaveAsync("old", "atlas", ",'body':'körper\\r\\n'");
        await SaveAsync("old", "atlas", ",'tags':['two']");
        _room.Clock.Advance(TimeSpan.FromDays(91));
        await RunAsync();
        await using var other = await Room.OpenAsync();
        using var input = new MemoryStream(_files.Kept.Single().Bytes);
        var report = (await new Importer(other.Store, other.Clock).ReadAsync(input, null, default)).Value;
        (report.Failed, report.Records, report.Versions).ShouldBe((0, 1, 2));
        (await other.DoneAsync("handoff_load", $"{{'id':'{old}'}}")).Text("handoff.body").ShouldBe("körper\r\n");
    }

    [Fact]
    public async Task Run_FileCannotBeKept_TakesNothingOut()
    {
        var old = await SaveAsync("old", "atlas");
        _room.Clock.Advance(TimeSpan.FromDays(91));
        _files.Full = true;
        await Should.ThrowAsync<IOException>(RunAsync);
        await _room.DoneAsync("handoff_load", $"{{'id':'{old}'}}");
    }

    [Fact]
    public async Task Run_WrittenWhileItWasArchived_Stays()
    {
        var old = await SaveAsync("old", "atlas");
        _room.Clock.Advance(TimeSpan.FromDays(91));
        _files.Meanwhile = () => SaveAsync("old", "atlas", ",'tags':['new']");
        (await RunAsync()).ShouldBe(0);
        await _room.DoneAsync("handoff_load", $"{{'id':'{old}'}}");
    }

    [Fact]
    public async Task Run_MoreThanOneFileHolds_MakesSeveral()
    {
        for (var part = 0; part < 3; part++)
        {
            var memories = string.Join(',', Enumerable.Range(0, 200).Select(i => $"{{'content':'fact {part} {i} of its own'}}"));
            await _room.DoneAsync("memory_save", $"{{'project':'atlas','memories':[{memories}]}}");
        }
        _room.Clock.Advance(TimeSpan.FromDays(91));
        (await RunAsync()).ShouldBe(600);
        _files.Kept.Count.ShouldBe(2);
        _files.Kept.Select(file => file.At).Distinct().Count().ShouldBe(2);
        _files.Kept.Sum(file => Encoding.UTF8.GetString(file.Bytes).Split("{\"memory\":").Length - 1).ShouldBe(600);
    }

    [Fact]
    public async Task Run_NoProjectHasRetention_DoesNothing()
    {
        await _room.Server.Projects.SetAsync(_room.Caller(), "atlas", new ProjectChange { Retention = TimeSpan.Zero }, default);
        await SaveAsync("old", "atlas");
        _room.Clock.Advance(TimeSpan.FromDays(9999));
        (await RunAsync()).ShouldBe(0);
        _files.Kept.ShouldBeEmpty();
    }

    private Task<int> RunAsync() => new Retirement(_room.Store, _files, _room.Clock).RunAsync(default).AsTask();

    private async Task<string> SaveAsync(string key, string project, string more = "")
        => (await _room.DoneAsync("handoff_save", $"{{'summary':'s','key':'{key}','project':'{project}'{more}}}")).Text("handoff.id");
}
