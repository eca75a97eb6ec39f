using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Tasks;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tasks;

/// <summary>Moving a task without knowing claim tokens: the grant that claimed it can go on with it, under the same agent's name, and nobody else.</summary>
public sealed class TaskMoveTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.SentAsync("task_save", new { title = "paint", key = "k" });
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("claimed", "done")]
    [InlineData("claimed", "failed")]
    [InlineData("claimed", "cancelled")]
    [InlineData("claimed", "blocked", "done")]
    [InlineData("claimed", "blocked", "claimed", "done")]
    [InlineData("claimed", "open", "claimed", "done")]
    [InlineData("done", "open", "claimed", "failed")]
    [InlineData("blocked", "claimed", "done")]
    [InlineData("failed", "cancelled", "open", "done")]
    [InlineData("claimed", "claimed", "done")]
    public async Task Move_ByTheSameOne_GoesAllTheWay(params string[] steps)
    {
        foreach (var step in steps) (await MoveAsync(_room.Caller(), step)).Value.Written.Task.StatusAt(_room.Clock.GetUtcNow()).ShouldBe(step);
        (await _room.DoneAsync("task_get", "{'key':'k'}")).Text("task.status").ShouldBe(steps[^1]);
    }

    [Theory]
    [InlineData("done")]
    [InlineData("open")]
    [InlineData("claimed")]
    [InlineData("blocked")]
    public async Task Move_OfWhatAnotherHolds_IsRefusedWithItsHolder(string status)
    {
        await MoveAsync(_room.Caller("ada", "one"), "claimed");
        var failure = (await MoveAsync(_room.Caller("eve", "two"), status)).Failure.ShouldNotBeNull();
        (failure.Code, failure.Message).ShouldBe((FailureCode.Claimed, failure.Message));
        failure.Message.ShouldEndWith(" is claimed by ada (editor) until 2026-03-02T12:00:00.000Z.");
        (await _room.DoneAsync("task_get", "{'key':'k'}")).Text("task.status").ShouldBe("claimed");
    }

    [Theory]
    [InlineData("one", "ada", "painter", true)]
    [InlineData("one", "ada", "cleaner", false)]
    [InlineData("one", "eve", "painter", false)]
    [InlineData("two", "ada", "painter", false)]
    public async Task Move_UnderAnAgentsName_IsOfThatAgentOfThatGrant(string grant, string principal, string actor, bool isDone)
    {
        await MoveAsync(_room.Caller("ada", "one"), "claimed", "painter");
        (await MoveAsync(_room.Caller(principal, grant), "done", actor)).Failure?.Code.ShouldBe(isDone ? null : FailureCode.Claimed);
        (await _room.DoneAsync("task_get", "{'key':'k'}")).Text("task.status").ShouldBe(isDone ? "done" : "claimed");
    }

    [Fact]
    public async Task Move_ByALaterGrantOfTheSameLabel_IsRefused()
    {
        await MoveAsync(_room.Caller("ada", "ci") with { GrantId = "x1" }, "claimed");
        (await MoveAsync(_room.Caller("ada", "ci") with { GrantId = "x2" }, "done")).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Claimed);
        (await MoveAsync(_room.Caller("ada", "ci") with { GrantId = "x1" }, "done")).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task Move_ToClaimed_GivesATokenThatActs_ForADay()
    {
        var moved = (await MoveAsync(_room.Caller(), "claimed")).Value;
        moved.Token.ShouldNotBeNull();
        moved.Written.Task.Claim.ShouldNotBeNull().Until.ShouldBe(_room.Clock.GetUtcNow().AddHours(24));
        (await _room.SentAsync("task_update", new { key = "k", status = "done", claim_token = moved.Token }, _room.Caller("eve"))).Text("task.status").ShouldBe("done");
    }

    [Fact]
    public async Task Move_AfterTheLease_IsOpenToAll()
    {
        await MoveAsync(_room.Caller("ada", "one"), "claimed");
        _room.Clock.Advance(TimeSpan.FromHours(24));
        (await MoveAsync(_room.Caller("eve", "two"), "claimed")).Value.Written.Task.Claim.ShouldNotBeNull().Holder.ShouldBe("eve");
    }

    [Fact]
    public async Task Move_WithFields_WritesThemWithTheStatus()
    {
        var fields = new TaskFields { Outcome = Patch.Set("both sides"), Title = Patch.Set("painted") };
        await MoveAsync(_room.Caller(), "claimed");
        var done = (await MoveAsync(_room.Caller(), "done", fields: fields)).Value.Written.Task;
        (done.Title, done.Outcome?.Text, done.Outcome?.Author, done.Status).ShouldBe(("painted", "both sides", "ada", "done"));
    }

    [Theory]
    [InlineData("done", "claimed", "claimed")]
    [InlineData("cancelled", "done", "done")]
    [InlineData("done", "blocked", "blocked")]
    public async Task Move_WhereTheStatusDoesNotAllowIt_NamesTheOnesItDoes(string from, string to, string named)
    {
        await MoveAsync(_room.Caller(), from);
        var failure = (await MoveAsync(_room.Caller(), to)).Failure.ShouldNotBeNull();
        failure.Code.ShouldBe(FailureCode.Invalid);
        failure.Message.ShouldEndWith($" is {from}; it cannot become {named}.");
        failure.Hint.ShouldBe($"From {from} a task can become: {string.Join(", ", TaskTransitions.From(from))}.");
    }

    private async ValueTask<Outcome<TaskMoved>> MoveAsync(MemoryCaller caller, string status, string? actor = null, TaskFields? fields = null)
    {
        var got = (await _room.Server.Tasks.GetAsync(caller, new(null, "k"), history: true, default)).Value;
        return await _room.Server.Tasks.MoveAsync(caller, new TaskMoveRequest { Task = got, Status = status, Actor = actor, Fields = fields ?? new() }, default);
    }
}
