using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Tasks;

/// <summary>Parents and parts, moved about in any order: there is never a circle, and every count is that of a plain tree.</summary>
public sealed class TaskTreeModelTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public void AnyMoves_LeaveATreeAndAnswerAsOne()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(10));

    [Fact]
    public async Task Save_AChildWithoutAParentInALaterSave_KeepsItAndNullTakesItOut()
    {
        var parent = await TaskAsync(new { title = "whole" });
        await TaskAsync(new { title = "part", key = "k", parent });
        (await _room.SentAsync("task_save", new { title = "part again", key = "k" })).Text("task.parent").ShouldBe(parent);
        (await _room.SentAsync("task_update", new { key = "k", parent = (string?)null })).At("task").Has("parent").ShouldBeFalse();
        (await _room.SentAsync("task_get", new { id = parent })).At("subtasks").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Finish_APart_LeavesTheWholeOpenAndTheWarningSaysWhatIsLeft()
    {
        var parent = await TaskAsync(new { title = "whole" });
        var parts = new[] { await TaskAsync(new { title = "one", parent }), await TaskAsync(new { title = "two", parent }) };
        await _room.SentAsync("task_update", new { id = parts[0], status = "done" });
        (await _room.SentAsync("task_get", new { id = parent })).Text("task.status").ShouldBe("open");
        (await _room.SentAsync("task_update", new { id = parent, status = "failed" })).Text("warnings.0").ShouldBe("1 subtask(s) are not finished; task_get lists them.");
        await _room.SentAsync("task_update", new { id = parts[1], status = "cancelled" });
        await _room.SentAsync("task_update", new { id = parent, status = "open" });
        (await _room.SentAsync("task_update", new { id = parent, status = "done" })).At("warnings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Get_ByABoundGrant_ShowsThePartsOfItsOwnProjectAlone()
    {
        var parent = await TaskAsync(new { title = "whole", project = "web" });
        await TaskAsync(new { title = "part", project = "web", parent });
        (await _room.UnsentAsync(FailureCode.NotFound, "task_get", new { id = parent }, _room.Caller("eve", "bot", "c", "hr"))).Message.ShouldContain("that you may see");
        (await _room.SentAsync("task_get", new { id = parent }, _room.Caller("eve", "bot", "c", "web"))).At("subtasks").GetArrayLength().ShouldBe(1);
    }

    private async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        var ids = new List<string>();
        var parents = new Dictionary<string, string?>();
        var deleted = new HashSet<string>();
        for (var i = 0; i < 6; i++)
        {
            ids.Add(await TaskAsync(new { title = $"t{i}", project = $"p{seed}" }));
            parents[ids[^1]] = null;
        }
        for (var step = 0; step < 25; step++)
        {
            var (task, parent) = (ids[random.Next(6)], random.Next(4) == 0 ? null : ids[random.Next(6)]);
            var because = $"seed {seed}, step {step}";
            if (random.Next(4) == 0)
            {
                var hasParts = parents.Any(pair => pair.Value == task && !deleted.Contains(pair.Key));
                var isDeleted = deleted.Contains(task);
                var answer = await _room.SendAsync("task_delete", new { id = task, restore = isDeleted });
                (answer.Failure?.Code).ShouldBe(!isDeleted && hasParts ? FailureCode.Invalid : null, because);
                if (answer.Failure is not null) continue;
                if (isDeleted) deleted.Remove(task);
                else deleted.Add(task);
                continue;
            }
            var moved = await _room.SendAsync("task_update", new { id = task, parent });
            var expected = deleted.Contains(task) ? FailureCode.NotFound
                : parent is null ? null
                : deleted.Contains(parent) ? FailureCode.NotFound
                : Above(parents, deleted, parent).Contains(task) ? FailureCode.Invalid : null;
            (moved.Failure?.Code).ShouldBe(expected, because);
            if (expected is null) parents[task] = parent;
        }
        foreach (var id in ids.Except(deleted))
        {
            var parts = parents.Where(pair => pair.Value == id && !deleted.Contains(pair.Key)).Select(pair => pair.Key);
            (await _room.SentAsync("task_get", new { id })).Each("subtasks", "id").ShouldBe(parts, ignoreOrder: true, $"seed {seed}");
            (await _room.SentAsync("task_list", new { parent = id })).Number("total").ShouldBe(parts.Count(), $"seed {seed}");
        }
    }

    /// <summary>A task and those above it, as far as they are there.</summary>
    private static HashSet<string> Above(Dictionary<string, string?> parents, HashSet<string> deleted, string task)
    {
        var line = new HashSet<string>();
        for (string? at = task; at is not null && !deleted.Contains(at) && line.Add(at); at = parents[at]) { }
        return line;
    }

    private async Task<string> TaskAsync(object fields) => (await _room.SentAsync("task_save", fields)).Text("task.id");
}
