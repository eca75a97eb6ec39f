using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>The eight task tools, each by its own: what they return, keep and refuse.</summary>
public sealed class M3TaskToolTests
{
    [Fact]
    public async Task Create_OfEverything_KeepsEach_AndTheNativeToolsSeeIt()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var parent = await m3.TaskAsync("Build the raft");
        var made = await m3.DoneAsync("task_create", $"{{'title':'Cut the alder','created_by':'alpha','description':'By the river','owner_agent':'beta','parent_task_id':'{parent}','metadata':{{'ticket':7}},'project':'default'}}");
        var row = made.Content;
        made.Text.ShouldBe($"Task created: {row.Text("id")}, pending, version 1.");
        row.Text("title").ShouldBe("Cut the alder");
        row.Text("description").ShouldBe("By the river");
        row.Text("state").ShouldBe("pending");
        row.Text("owner_agent").ShouldBe("beta");
        row.Text("created_by").ShouldBe("alpha");
        row.Text("parent_task_id").ShouldBe(parent);
        row.Text("metadata_json").ShouldBe("{\"ticket\":7}");
        row.Has("holder").ShouldBeFalse();
        var native = (await room.DoneAsync("task_get", $"{{'id':'{row.Text("id")}'}}")).At("task");
        native.Text("title").ShouldBe("Cut the alder");
        native.Text("status").ShouldBe("open");
        native.Text("to").ShouldBe("beta");
        native.Text("parent").ShouldBe(parent);
        native.Text("created_by.principal").ShouldBe("ada");
    }

    [Theory]
    [InlineData("{'title':'','created_by':'a'}", FailureCode.Invalid, "/title")]
    [InlineData("{'title':'T','created_by':'a','owner_agent':' '}", FailureCode.Invalid, "/owner_agent")]
    [InlineData("{'title':'T','created_by':'a','parent_task_id':'t_01KJMMA2G06ZGY9T49QCDZZZZZ'}", FailureCode.NotFound, "/parent_task_id")]
    [InlineData("{'title':'T','created_by':'ghp_0123456789abcdefghijABCDEFGHIJ012345'}", FailureCode.Invalid, "/created_by")]
    [InlineData("{'title':'T','created_by':'a','metadata':[]}", FailureCode.Invalid, "/metadata")]
    public async Task Create_OfWhatCannotBe_IsRefusedAtItsPlace_AndMakesNone(string call, string code, string path)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        (await m3.RefusedAsync(code, "task_create", call)).Failure!.Path.ShouldBe(path);
        (await m3.DoneAsync("task_list")).Content.Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Create_WithASecret_ReplacesAndReportsIt()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var made = await m3.DoneAsync("task_create", "{'title':'Use ghp_0123456789abcdefghijABCDEFGHIJ012345','created_by':'a'}");
        made.Content.Text("title").ShouldBe("Use [redacted:github_token]");
        made.Content.Text("redacted.0.kind").ShouldBe("github_token");
        made.Text.ShouldContain("Redacted: 1 github_token");
        var moved = await m3.DoneAsync("task_update", $"{{'task_id':'{made.Content.Text("id")}','state':'in_progress','description':'ghp_0123456789abcdefghijABCDEFGHIJ012345'}}");
        moved.Text.ShouldContain("Redacted: 1 github_token");
    }

    [Theory]
    [InlineData("in_progress", "claimed")]
    [InlineData("blocked", "blocked")]
    [InlineData("completed", "done")]
    [InlineData("failed", "failed")]
    [InlineData("cancelled", "cancelled")]
    public async Task State_OfEachWord_IsTheNativeOne_AndReadsBack(string state, string status)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.TaskAsync("Cut the alder");
        var moved = await m3.DoneAsync("task_update", $"{{'task_id':'{id}','state':'{state}'}}");
        moved.Content.Text("state").ShouldBe(state);
        moved.Text.ShouldStartWith($"Task updated: {id}, {state}, version ");
        (await room.DoneAsync("task_get", $"{{'id':'{id}'}}")).Text("task.status").ShouldBe(status);
        (await m3.DoneAsync("task_list", $"{{'state':'{state}'}}")).Content.Text("tasks.0.id").ShouldBe(id);
        (await m3.DoneAsync("task_list", "{'state':'pending'}")).Content.Number("count").ShouldBe(0);
    }

    [Fact]
    public async Task List_TakesEachFilter_TheirBounds_AndSaysTheTotal()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var parent = await m3.TaskAsync("Build the raft", "'owner_agent':'beta'");
        var child = await m3.TaskAsync("Cut the alder", $"'owner_agent':'gamma','parent_task_id':'{parent}'");
        var elsewhere = await m3.TaskAsync("Sail", "'project':'boats'");
        async Task<List<string>> Listed(string call) => [.. (await m3.DoneAsync("task_list", call)).Content.At("tasks").EnumerateArray().Select(one => one.Text("id"))];
        (await Listed("{}")).ShouldBe([child, parent], ignoreOrder: true);
        (await Listed("{'owner_agent':'beta'}")).ShouldBe([parent]);
        (await Listed($"{{'parent_task_id':'{parent}'}}")).ShouldBe([child]);
        (await Listed("{'project':'boats'}")).ShouldBe([elsewhere]);
        (await Listed("{'owner_agent':'nobody'}")).ShouldBeEmpty();
        var first = await m3.DoneAsync("task_list", "{'limit':1}");
        first.Content.Number("count").ShouldBe(1);
        first.Content.Number("total").ShouldBe(2);
        first.Text.ShouldStartWith("1 of 2 task(s).\nt_");
        foreach (var limit in (int[])[0, -1, 201]) (await m3.RefusedAsync(FailureCode.Invalid, "task_list", $"{{'limit':{limit}}}")).Failure!.Path.ShouldBe("/limit");
        (await m3.RefusedAsync(FailureCode.Invalid, "task_list", "{'state':'done'}")).Failure!.Hint!.ShouldContain("completed");
    }

    [Fact]
    public async Task Assign_ChangesTheOwner_AndNothingElse()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.TaskAsync("Cut the alder", "'description':'By the river','metadata':{'a':1}");
        var assigned = await m3.DoneAsync("task_assign", $"{{'task_id':'{id}','owner_agent':'beta'}}");
        assigned.Text.ShouldBe($"Task assigned: {id}, pending, version 2.");
        assigned.Content.Text("owner_agent").ShouldBe("beta");
        assigned.Content.Text("description").ShouldBe("By the river");
        assigned.Content.Text("metadata_json").ShouldBe("{\"a\":1}");
        (await m3.RefusedAsync(FailureCode.NotFound, "task_assign", "{'task_id':'t_01KJMMA2G06ZGY9T49QCDZZZZZ','owner_agent':'beta'}")).Failure!.Path.ShouldBe("/task_id");
    }

    [Fact]
    public async Task SetResult_PointsToTheMemory_AndNamesWhichOfTheTwoIsMissing()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var (id, memory) = (await m3.TaskAsync("Cut the alder"), await m3.WriteAsync("Alder wood floats"));
        var set = await m3.DoneAsync("task_set_result", $"{{'task_id':'{id}','result_memory_id':'{memory}'}}");
        set.Text.ShouldBe($"Result set: {id}, pending, version 2.");
        set.Content.Text("result_memory_id").ShouldBe(memory);
        (await room.DoneAsync("task_get", $"{{'id':'{id}'}}")).Text("task.result").ShouldBe(memory);
        (await m3.RefusedAsync(FailureCode.NotFound, "task_set_result", $"{{'task_id':'t_01KJMMA2G06ZGY9T49QCDZZZZZ','result_memory_id':'{memory}'}}")).Failure!.Path.ShouldBe("/task_id");
        (await m3.RefusedAsync(FailureCode.NotFound, "task_set_result", $"{{'task_id':'{id}','result_memory_id':'m_01KJMMA2G06ZGY9T49QCDZZZZZ'}}")).Failure!.Path.ShouldBe("/result_memory_id");
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Delete_MarksIt_HoweverHardItIsAsked_AndASecondTimeItIsNotThere(string hard)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = await m3.TaskAsync("Cut the alder");
        var deleted = (await m3.DoneAsync("task_delete", $"{{'task_id':'{id}','hard':{hard},'actor':'alpha'}}")).Content;
        deleted.At("deleted").GetBoolean().ShouldBeTrue();
        deleted.At("hard").GetBoolean().ShouldBeFalse();
        (await m3.RefusedAsync(FailureCode.NotFound, "task_delete", $"{{'task_id':'{id}'}}")).Failure!.Path.ShouldBe("/task_id");
        (await m3.RefusedAsync(FailureCode.NotFound, "task_get", $"{{'task_id':'{id}'}}")).Failure!.Hint.ShouldBe("See task_list.");
        await room.DoneAsync("task_delete", $"{{'id':'{id}','restore':true}}");
        (await m3.DoneAsync("task_get", $"{{'task_id':'{id}'}}")).Content.Text("title").ShouldBe("Cut the alder");
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 0)]
    [InlineData(20, 2, 0)]
    public async Task Tree_GoesAsDeepAsAsked_AndEachNodeSaysWhatItLeavesOut(int depth, int levels, int more)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var root = await m3.TaskAsync("Build");
        var child = await m3.TaskAsync("Cut", $"'parent_task_id':'{root}'");
        await m3.TaskAsync("Sharpen", $"'parent_task_id':'{child}'");
        var tree = (await m3.DoneAsync("task_tree", $"{{'root_task_id':'{root}','max_depth':{depth}}}")).Content;
        tree.Text("children.0.id").ShouldBe(child);
        tree.At("children.0.children").GetArrayLength().ShouldBe(levels - 1);
        tree.Number("children.0.more").ShouldBe(more);
        tree.Number("more").ShouldBe(0);
        foreach (var wrong in (int[])[0, 21]) (await m3.RefusedAsync(FailureCode.Invalid, "task_tree", $"{{'root_task_id':'{root}','max_depth':{wrong}}}")).Failure!.Path.ShouldBe("/max_depth");
    }
}
