using Baton.Memory.Callers;
using Baton.Memory.Resources;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Memory.Tests.Resources;

public sealed class ChangeWatchTests : IAsyncLifetime
{
    private readonly List<string> _told = [];
    private Room _room = null!;
    private HandTimers _timers = null!;
    private ChangeWatch _watch = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _timers = new HandTimers(_room.Clock);
        _watch = new ChangeWatch(_room.Store, _timers);
        await _room.DoneAsync("handoff_save", "{'summary':'before','key':'before','project':'atlas'}");
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Poll_AfterWrites_TellsRecordsAndTheirDigestsOnceEach()
    {
        using var watching = _watch.Add(_room.Caller(), _told.Add);
        var handoff = (await _room.DoneAsync("handoff_save", "{'summary':'s','project':'my shop'}")).Text("handoff.id");
        var memory = (await _room.DoneAsync("memory_save", "{'content':'c','project':'my shop'}")).Text("memories.0.id");
        await _watch.PollAsync();
        _told.ShouldBe([$"baton://handoffs/{handoff}", "baton://digest/my%20shop", $"baton://memories/{memory}"], ignoreOrder: true);
        await _watch.PollAsync();
        _told.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Poll_AWatcherThatThrows_IsNamedAfterAllWereTold()
    {
        List<string> tried = [];
        using var first = _watch.Add(_room.Caller(), uri =>
        {
            tried.Add(uri);
            throw new InvalidOperationException($"cannot take {uri}");
        });
        using var second = _watch.Add(_room.Caller(), _told.Add);
        var handoff = (await _room.DoneAsync("handoff_save", "{'summary':'s','project':'atlas'}")).Text("handoff.id");

        var thrown = await Should.ThrowAsync<AggregateException>(_watch.PollAsync());

        _told.ShouldBe([$"baton://handoffs/{handoff}", "baton://digest/atlas"], ignoreOrder: true);
        tried.ShouldBe(_told);
        thrown.InnerExceptions.Select(each => each.Message).ShouldBe(tried.Select(uri => $"cannot take {uri}"));
        await _watch.PollAsync();
        _told.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Poll_ChangeSoonAfterAnother_TellsOnlyTheNewOne()
    {
        using var watching = _watch.Add(_room.Caller(), _told.Add);
        await _room.DoneAsync("handoff_save", "{'summary':'one','project':'atlas'}");
        await _watch.PollAsync();
        _told.Clear();
        var other = (await _room.DoneAsync("handoff_save", "{'summary':'two','project':'atlas'}")).Text("handoff.id");
        await _watch.PollAsync();
        _told.ShouldBe([$"baton://handoffs/{other}", "baton://digest/atlas"]);
    }

    [Fact]
    public async Task Poll_ClaimUpdateDeleteRestore_AreEachTold()
    {
        using var watching = _watch.Add(_room.Caller(), _told.Add);
        foreach (var (tool, arguments) in new[]
        {
            ("handoff_claim", "{'key':'before','project':'atlas','lease_seconds':1}"),
            ("handoff_update", "{'key':'before','project':'atlas','comment':'seen'}"),
            ("handoff_delete", "{'key':'before','project':'atlas'}"),
            ("handoff_delete", "{'key':'before','project':'atlas','restore':true}"),
        })
        {
            _room.Clock.Advance(TimeSpan.FromSeconds(10));
            _told.Clear();
            await _room.DoneAsync(tool, arguments);
            await _watch.PollAsync();
            _told.ShouldContain("baton://digest/atlas", $"{tool} {arguments}");
            _told.Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Poll_WriteOfAnotherProcess_IsTold()
    {
        using var watching = _watch.Add(_room.Caller(), _told.Add);
        await _watch.PollAsync();
        await using var store = await SqliteMemoryStore.OpenAsync(new DataFolder(_room.Folder), _room.Clock);
        var other = MemoryServer.Create(store, _room.Clock);
        (await other.CallAsync(_room.Caller("bob"), "handoff_save", "{\"summary\":\"s\",\"project\":\"atlas\"}"u8.ToArray(), null, default))!.Failure.ShouldBeNull();
        await _watch.PollAsync();
        _told.ShouldContain("baton://digest/atlas");
    }

    [Fact]
    public async Task Poll_RecordedAMomentBeforeTheLastLookButCommittedAfter_IsTold()
    {
        using var watching = _watch.Add(_room.Caller(), _told.Add);
        _room.Clock.Advance(TimeSpan.FromSeconds(30));
        await _room.DoneAsync("handoff_save", "{'summary':'s','project':'borea'}");
        await _watch.PollAsync();
        _told.Clear();
        _room.Clock.Advance(TimeSpan.FromSeconds(-3));
        await _room.DoneAsync("handoff_save", "{'summary':'late','project':'atlas'}");
        await _watch.PollAsync();
        _told.ShouldContain("baton://digest/atlas");
        _told.ShouldNotContain("baton://digest/borea");
    }

    [Fact]
    public async Task Poll_WhatAWatcherMayNotSee_IsNotTold()
    {
        var outside = new List<string>();
        var owner = new List<string>();
        using var one = _watch.Add(_room.Caller("eve", projects: "borea"), outside.Add);
        using var two = _watch.Add(_room.Caller("bob"), owner.Add);
        using var three = _watch.Add(_room.Caller(), _told.Add);
        await _room.DoneAsync("memory_save", "{'content':'c','project':'atlas','visibility':'private'}", _room.Caller("bob"));
        await _watch.PollAsync();
        owner.Count.ShouldBe(2);
        outside.ShouldBeEmpty();
        _told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Poll_Tasks_AreNoResourcesAndNotTold()
    {
        using var watching = _watch.Add(_room.Caller(), _told.Add);
        await _room.DoneAsync("task_save", "{'title':'t'}");
        await _watch.PollAsync();
        _told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_FirstAndLastWatcher_StartAndStopTheTimer()
    {
        _timers.Running.ShouldBe(0);
        var one = _watch.Add(_room.Caller(), _told.Add);
        var two = _watch.Add(_room.Caller("bob"), _told.Add);
        _timers.Running.ShouldBe(1);
        one.Dispose();
        one.Dispose();
        _timers.Running.ShouldBe(1);
        two.Dispose();
        _timers.Running.ShouldBe(0);
        await _room.DoneAsync("handoff_save", "{'summary':'s'}");
        await _watch.PollAsync();
        _told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Timer_WhenItFires_Looks()
    {
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watching = _watch.Add(_room.Caller(), uri => told.TrySetResult(uri));
        await _room.DoneAsync("handoff_save", "{'summary':'s','project':'atlas'}");
        _timers.Fire();
        (await told.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldStartWith("baton://");
    }

    [Fact]
    public async Task Add_InTheServer_ReadsNothingBeforeTheFirstLook()
    {
        var server = MemoryServer.Create(new UnreadableStore(), _timers);
        using var watching = server.Resources!.Watch(_room.Caller(), _told.Add);
        _timers.Running.ShouldBe(1);
        _timers.Fire();
        await _watch.PollAsync();
        _told.ShouldBeEmpty();
    }
}
