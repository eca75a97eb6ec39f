using Baton.Memory.Outcomes;
using Baton.Memory.Purging;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Purging;

/// <summary>What is left where a record was destroyed: nothing that can be read, its neighbours as they were, and room for its key.</summary>
public sealed class PurgeAfterTests : IAsyncLifetime
{
    private static readonly Provenance Operator = new("local", "root", null, null, null, "p-1", "purge");
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("memory_save", "{'content':'a walrus','key':'k'}", "memory_get", "memory")]
    [InlineData("handoff_save", "{'summary':'a walrus','key':'k'}", "handoff_load", "handoff")]
    [InlineData("task_save", "{'title':'a walrus','key':'k'}", "task_get", "task")]
    public async Task Apply_FreesTheKey_AndWhatTakesItIsAnotherRecord(string save, string json, string read, string member)
    {
        await _room.DoneAsync(save, json);
        var id = (await _room.DoneAsync(read, "{'key':'k'}")).Text($"{member}.id");
        (await PurgedAsync(id)).Records.ShouldBe(1);
        (await _room.RefusedAsync(FailureCode.NotFound, read, "{'key':'k'}")).Message.ShouldBe($"No {member} has the key 'k' in project 'default'.");
        await _room.DoneAsync(save, json);
        var next = (await _room.DoneAsync(read, "{'key':'k'}")).At(member);
        (next.Number("version"), next.Text("id") == id).ShouldBe((1, false));
    }

    [Fact]
    public async Task Apply_OfAnEnd_TakesItsLinksAndLeavesTheOther()
    {
        var one = await _room.MemoryAsync(new { content = "alpha" });
        var other = await _room.MemoryAsync(new { content = "beta gamma" });
        var third = await _room.MemoryAsync(new { content = "delta" });
        await _room.SentAsync("memory_link", new { id = one, to = other });
        await _room.SentAsync("memory_link", new { id = other, to = third });
        await PurgedAsync(one);
        (await _room.SentAsync("memory_link", new { id = other, depth = 3 })).Each("links", "to").ShouldBe([third]);
    }

    [Fact]
    public async Task Apply_OfATaskWithParts_LeavesThemFindableAndWhole()
    {
        var parent = (await _room.SentAsync("task_save", new { title = "whole" })).Text("task.id");
        var part = (await _room.SentAsync("task_save", new { title = "part", parent })).Text("task.id");
        await PurgedAsync(parent);
        (await _room.SentAsync("task_get", new { id = part })).Text("task.title").ShouldBe("part");
        (await _room.SentAsync("task_update", new { id = part, status = "done" })).Text("task.status").ShouldBe("done");
        (await _room.SentAsync("task_update", new { id = part, parent = (string?)null })).At("task").Has("parent").ShouldBeFalse();
    }

    [Fact]
    public async Task Apply_OfWhatReplacedAnother_LeavesThatReadable()
    {
        var old = await _room.MemoryAsync(new { content = "the old port" });
        var next = await _room.MemoryAsync(new { content = "the new port", supersedes = new[] { old } });
        await PurgedAsync(next);
        (await _room.SentAsync("memory_get", new { id = old })).Text("memory.content").ShouldBe("the old port");
    }

    [Fact]
    public async Task Apply_OfABodySharedByTwo_LeavesTheOthersBytes()
    {
        var body = string.Concat(Enumerable.Repeat("the same long body\r\n", 500));
        var one = await _room.HandoffAsync(new { summary = "one", body });
        var other = await _room.HandoffAsync(new { summary = "two", body });
        await PurgedAsync(one);
        (await _room.SentAsync("handoff_load", new { id = other })).Text("handoff.body").ShouldBe(body);
        (await _room.SentAsync("handoff_search", new { query = "same long body" })).Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Apply_WithinTheRecordLimit_MakesRoom()
    {
        await using var small = await Room.OpenAsync(new Memory.Limits.MemoryLimits { Records = 1 });
        var id = await small.MemoryAsync(new { content = "alpha" });
        await small.UnsentAsync(FailureCode.TooLarge, "memory_save", new { content = "beta gamma" });
        await new Purger(small.Store, small.Clock).ApplyAsync(new PurgeRequest { Ids = [id] }, Operator, default);
        await small.MemoryAsync(new { content = "beta gamma" });
    }

    [Fact]
    public async Task Tombstone_SaysWhoWhenAndWhy()
    {
        var id = await _room.MemoryAsync(new { content = "alpha" });
        _room.Clock.Advance(TimeSpan.FromMinutes(3));
        await new Purger(_room.Store, _room.Clock).ApplyAsync(new PurgeRequest { Ids = [id], Why = "held a name" }, Operator, default);
        var left = (await _room.Store.ReadAsync(reader => reader.FindTombstoneAsync(id), default)).ShouldNotBeNull();
        (left.Id, left.Kind, left.At, left.Why, left.By).ShouldBe((id, RecordKind.Memory, _room.Clock.GetUtcNow(), "held a name", Operator));
        var again = (await new Purger(_room.Store, _room.Clock).ApplyAsync(new PurgeRequest { Ids = [id] }, Operator, default)).Failure.ShouldNotBeNull();
        (again.Code, again.Message).ShouldBe((FailureCode.NotFound, $"{id} was destroyed on 2026-03-01 12:03:00Z by root."));
    }

    private async Task<Purged> PurgedAsync(string id)
        => (await new Purger(_room.Store, _room.Clock).ApplyAsync(new PurgeRequest { Ids = [id] }, Operator, default)).Value.Done.ShouldNotBeNull();
}
