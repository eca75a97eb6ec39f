using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

public sealed class M3TaskTests
{
    [Fact]
    public async Task Task_GoesFromPendingToCompleted_WithoutAnAgentKnowingOfTokens()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await CreateAsync(m3, "Write the docs", "'owner_agent':'alpha','metadata':{'size':3}");
        (await m3.DoneAsync("task_update", $"{{'task_id':'{id}','state':'in_progress','actor':'alpha'}}")).Content.Text("state").ShouldBe("in_progress");
        await using var again = await Reopened.OpenAsync(room);
        var later = await again.DoneAsync("task_update", $"{{'task_id':'{id}','state':'completed','actor':'alpha'}}");
        later.Text("state").ShouldBe("completed");
        var got = (await m3.DoneAsync("task_get", $"{{'task_id':'{id}'}}")).Content;
        got.Text("metadata_json").ShouldBe("""{"size":3}""");
        got.Text("created_by").ShouldBe("planner");
        (await room.DoneAsync("task_get", $"{{'id':'{id}'}}")).Text("task.status").ShouldBe("done");
    }

    [Fact]
    public async Task TaskInProgress_CannotBeTaken_NotByTheSameGrantEither()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await CreateAsync(m3, "Ship it", "'owner_agent':'alpha'");
        await m3.DoneAsync("task_update", $"{{'task_id':'{id}','state':'in_progress','actor':'alpha'}}");
        (await m3.RefusedAsync(FailureCode.Claimed, "task_update", $"{{'task_id':'{id}','state':'in_progress','actor':'beta'}}")).Text.ShouldContain("ada");
        await m3.RefusedAsync(FailureCode.Claimed, "task_update", $"{{'task_id':'{id}','state':'completed','actor':'beta'}}");
        await m3.RefusedAsync(FailureCode.Claimed, "task_assign", $"{{'task_id':'{id}','owner_agent':'beta'}}");
        await m3.RefusedAsync(FailureCode.Claimed, "task_delete", $"{{'task_id':'{id}'}}");
        var got = (await m3.DoneAsync("task_get", $"{{'task_id':'{id}'}}")).Content;
        got.Text("state").ShouldBe("in_progress");
        got.Text("owner_agent").ShouldBe("alpha");
    }

    [Fact]
    public async Task AnotherGrant_NeedsTheClaimToken()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await CreateAsync(m3, "Ship it");
        var token = (await m3.DoneAsync("task_update", $"{{'task_id':'{id}','state':'in_progress','actor':'alpha'}}")).Content.Text("claim_token");
        var other = room.Caller("eve", "other") with { Dialect = DialectNames.M3 };
        await m3.RefusedAsync(FailureCode.Claimed, "task_update", $"{{'task_id':'{id}','state':'failed','actor':'alpha'}}", other);
        (await m3.DoneAsync("task_update", $"{{'task_id':'{id}','state':'failed','actor':'alpha','claim_token':'{token}'}}", other)).Content.Text("state").ShouldBe("failed");
    }

    [Fact]
    public async Task PartialUpdate_LeavesTheOtherFields()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await CreateAsync(m3, "Ship it", "'description':'all of it','metadata':{'size':3},'owner_agent':'alpha'");
        await m3.DoneAsync("task_update", $"{{'task_id':'{id}','state':'blocked'}}");
        await m3.DoneAsync("task_update", $"{{'task_id':'{id}','description':'half of it','metadata':{{}}}}");
        var got = (await m3.DoneAsync("task_get", $"{{'task_id':'{id}'}}")).Content;
        got.Text("state").ShouldBe("blocked");
        got.Text("description").ShouldBe("half of it");
        got.Text("metadata_json").ShouldBe("""{"size":3}""");
        got.Text("owner_agent").ShouldBe("alpha");
    }

    [Theory]
    [InlineData("pending", "completed")]
    [InlineData("blocked", "in_progress")]
    [InlineData("blocked", "completed")]
    [InlineData("in_progress", "pending")]
    [InlineData("in_progress", "in_progress")]
    [InlineData("in_progress", "blocked")]
    [InlineData("completed", "pending")]
    [InlineData("failed", "pending")]
    public async Task States_MoveAsM3MovesThem(string from, string to)
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await CreateAsync(m3, "Ship it", "'owner_agent':'alpha'");
        if (from != "pending") await m3.DoneAsync("task_update", $"{{'task_id':'{id}','state':'{from}'}}");
        (await m3.DoneAsync("task_update", $"{{'task_id':'{id}','state':'{to}'}}")).Content.Text("state").ShouldBe(to);
    }

    [Fact]
    public async Task LapsedTask_IsPendingAgain()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await CreateAsync(m3, "Ship it");
        await m3.DoneAsync("task_update", $"{{'task_id':'{id}','state':'in_progress','actor':'alpha'}}");
        room.Clock.Advance(TimeSpan.FromHours(25));
        (await m3.DoneAsync("task_get", $"{{'task_id':'{id}'}}")).Content.Text("state").ShouldBe("pending");
        (await m3.DoneAsync("task_update", $"{{'task_id':'{id}','state':'in_progress','actor':'beta'}}")).Content.Text("state").ShouldBe("in_progress");
    }

    [Fact]
    public async Task ListAndTree_ShowWhatIsBelow()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var root = await CreateAsync(m3, "Root");
        var child = await CreateAsync(m3, "Child", $"'parent_task_id':'{root}','owner_agent':'alpha'");
        await CreateAsync(m3, "Grandchild", $"'parent_task_id':'{child}'");
        (await m3.DoneAsync("task_list", $"{{'parent_task_id':'{root}'}}")).Content.Text("tasks.0.id").ShouldBe(child);
        (await m3.DoneAsync("task_list", "{'owner_agent':'alpha','state':'pending'}")).Content.Number("total").ShouldBe(1);
        await m3.RefusedAsync(FailureCode.Invalid, "task_list", "{'state':'waiting'}");
        var tree = await m3.DoneAsync("task_tree", $"{{'root_task_id':'{root}'}}");
        tree.Content.Text("children.0.children.0.title").ShouldBe("Grandchild");
        tree.Text.ShouldContain("    ");
        var shallow = (await m3.DoneAsync("task_tree", $"{{'root_task_id':'{root}','max_depth':1}}")).Content;
        shallow.Number("children.0.more").ShouldBe(1);
    }

    [Fact]
    public async Task Result_PointsToAMemory()
    {
        await using var room = await Room.OpenAsync();
        var m3 = Open(room);
        var id = await CreateAsync(m3, "Measure");
        var memory = (await m3.DoneAsync("memory_write", "{'type':'result','content':'nine metres'}")).Content.Text("id");
        (await m3.DoneAsync("task_set_result", $"{{'task_id':'{id}','result_memory_id':'{memory}'}}")).Content.Text("result_memory_id").ShouldBe(memory);
        (await m3.RefusedAsync(FailureCode.NotFound, "task_set_result", $"{{'task_id':'{id}','result_memory_id':'m_01JNOSUCHONE'}}")).Failure!.Path.ShouldBe("/result_memory_id");
        (await m3.DoneAsync("task_delete", $"{{'task_id':'{id}','hard':true}}")).Content.At("hard").GetBoolean().ShouldBeFalse();
        await m3.RefusedAsync(FailureCode.NotFound, "task_get", $"{{'task_id':'{id}'}}");
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.M3);

    private static async Task<string> CreateAsync(DialectRoom m3, string title, string more = "")
        => (await m3.DoneAsync("task_create", $"{{'title':'{title}','created_by':'planner'{(more.Length > 0 ? "," + more : "")}}}")).Content.Text("id");
}
