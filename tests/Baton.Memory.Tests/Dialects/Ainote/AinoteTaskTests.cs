using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Ainote;

public sealed class AinoteTaskTests
{
    [Fact]
    public async Task Task_KeepsWhatItWasGiven_AndIsFoundNatively()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var task = (await room.Tools.DoneAsync("create_task", "{'content':'Call the harbour','is_important':true,'due_date':'2026-03-05','due_time':'09:30','category_id':'calls','notes':'ask for Jin','location':'Busan','location_lat':35.1,'travel_time':20,'repeat_rule':'weekly','is_all_day':false,'notification_minutes_before':15}")).Content.At("task");
        task.Text("due_at").ShouldBe("2026-03-05T00:30:00.000Z");
        task.Text("notes").ShouldBe("ask for Jin");
        task.At("location_lat").GetDouble().ShouldBe(35.1);
        task.Number("notification_minutes_before").ShouldBe(15);
        task.At("is_all_day").GetBoolean().ShouldBeFalse();
        task.Text("status").ShouldBe("pending");
        (await room.Room.DoneAsync("task_get", $"{{'id':'{task.Text("id")}'}}")).Number("task.priority").ShouldBe(1);
    }

    [Fact]
    public async Task Update_LeavesWhatIsLeftOut_AndAnEmptyTextTakesAway()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = await CreateAsync(room, "Call", "'due_date':'2026-03-05','notes':'ask','category_id':'calls'");
        var changed = (await room.Tools.DoneAsync("update_task", $"{{'id':'{id}','content':'Call twice'}}")).Content.At("task");
        changed.Text("notes").ShouldBe("ask");
        changed.Text("due_date").ShouldBe("2026-03-05");
        changed.Text("due_at").ShouldBe("2026-03-05T14:59:59.000Z");
        var cleared = (await room.Tools.DoneAsync("update_task", $"{{'id':'{id}','due_date':'','notes':''}}")).Content.At("task");
        cleared.Has("due_at").ShouldBeFalse();
        cleared.Has("notes").ShouldBeFalse();
        cleared.Text("category_id").ShouldBe("calls");
        await room.Tools.RefusedAsync(FailureCode.Invalid, "update_task", $"{{'id':'{id}'}}");
    }

    [Theory]
    [InlineData("'due_date_start':'0001-01-01','due_date_end':'9999-12-31'", 1)]
    [InlineData("'due_date_start':'9999-12-31'", 0)]
    [InlineData("'due_date_end':'0001-01-01'", 0)]
    [InlineData("'created_date_start':'0001-01-01','created_date_end':'9999-12-31'", 1)]
    public async Task List_BoundsAtTheEndsOfTheCalendar_AreTaken(string bounds, int total)
    {
        await using var room = await AinoteRoom.OpenAsync();
        await CreateAsync(room, "Call", "'due_date':'2026-03-05'");
        (await room.Tools.DoneAsync("list_tasks", $"{{{bounds}}}")).Content.Number("total").ShouldBe(total);
    }

    [Fact]
    public async Task CompletedAt_CompletesAndOpensAgain()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = await CreateAsync(room, "Call");
        var done = (await room.Tools.DoneAsync("update_task", $"{{'id':'{id}','completed_at':'2026-03-02T10:00:00Z'}}")).Content.At("task");
        done.Text("status").ShouldBe("completed");
        done.Text("completed_at").ShouldBe("2026-03-02T10:00:00.000Z");
        (await room.Tools.DoneAsync("list_tasks", "{'status':'completed'}")).Content.Number("total").ShouldBe(1);
        (await room.Tools.DoneAsync("list_tasks", "{'status':'pending'}")).Content.Number("total").ShouldBe(0);
        (await room.Tools.DoneAsync("update_task", $"{{'id':'{id}','completed_at':''}}")).Content.Text("task.status").ShouldBe("pending");
        await room.Tools.RefusedAsync(FailureCode.Invalid, "update_task", $"{{'id':'{id}','completed_at':'now'}}");
    }

    [Theory]
    [InlineData("'is_important':true", "important")]
    [InlineData("'category_id':'home'", "home")]
    [InlineData("'location':'busan'", "away")]
    [InlineData("'due_date_start':'2026-03-05','due_date_end':'2026-03-05'", "due")]
    [InlineData("'has_notification':true", "told")]
    [InlineData("'overdue':true", "late")]
    [InlineData("'due_today':true", "today")]
    [InlineData("'search':'piano'", "play the piano")]
    public async Task List_TakesItsFilters(string filter, string found)
    {
        await using var room = await AinoteRoom.OpenAsync();
        await CreateAsync(room, "important", "'is_important':true");
        await CreateAsync(room, "home", "'category_id':'home'");
        await CreateAsync(room, "away", "'location':'Busan port'");
        await CreateAsync(room, "due", "'due_date':'2026-03-05'");
        await CreateAsync(room, "day before", "'due_date':'2026-03-04'");
        await CreateAsync(room, "told", "'notification_minutes_before':5");
        await CreateAsync(room, "late", "'due_date':'2026-02-20'");
        await CreateAsync(room, "today", "'due_date':'2026-03-01','due_time':'23:00'");
        await CreateAsync(room, "play the piano");
        (await room.Tools.DoneAsync("list_tasks", $"{{{filter}}}")).Content.At("tasks").EnumerateArray().Select(task => task.Text("content")).ShouldBe([found]);
    }

    [Fact]
    public async Task List_IsSortedAndCut_AndSaysTheTotal()
    {
        await using var room = await AinoteRoom.OpenAsync();
        foreach (var (name, day) in ((string, string)[])[("b", "2026-03-07"), ("a", "2026-03-05"), ("c", "2026-03-09")]) await CreateAsync(room, name, $"'due_date':'{day}','category_id':'x'");
        var sorted = (await room.Tools.DoneAsync("list_tasks", "{'sort_by':'due_date','limit':2}")).Content;
        sorted.At("tasks").EnumerateArray().Select(task => task.Text("content")).ShouldBe(["a", "b"]);
        sorted.Number("total").ShouldBe(3);
        (await room.Tools.DoneAsync("list_tasks", "{'sort_by':'due_date','sort_order':'desc'}")).Content.Text("tasks.0.content").ShouldBe("c");
        (await room.Tools.DoneAsync("list_categories")).Content.Number("categories.0.tasks").ShouldBe(3);
    }

    [Theory]
    [InlineData("'due_date':'next week'", "/due_date")]
    [InlineData("'due_date':'2026-03-05','due_time':'noon'", "/due_time")]
    [InlineData("'location':'ghp_0123456789abcdefghijABCDEFGHIJ012345'", "/location")]
    public async Task Create_WithWhatIsWrong_IsRefusedAtItsPlace(string field, string path)
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "create_task", $"{{'content':'x',{field}}}")).Failure!.Path.ShouldBe(path);
        (await room.Tools.RefusedAsync(FailureCode.TooLarge, "create_task", $"{{'content':'{new string('x', 501)}'}}")).Failure!.Path.ShouldBe("/content");
    }

    [Fact]
    public async Task Delete_CanBeUndone()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = await CreateAsync(room, "Call");
        await room.Tools.DoneAsync("delete_task", $"{{'id':'{id}'}}");
        (await room.Tools.DoneAsync("list_tasks")).Content.Number("total").ShouldBe(0);
        await room.Room.DoneAsync("task_delete", $"{{'id':'{id}','restore':true}}");
        (await room.Tools.DoneAsync("list_tasks")).Content.Number("total").ShouldBe(1);
    }

    private static async Task<string> CreateAsync(AinoteRoom room, string content, string more = "")
        => (await room.Tools.DoneAsync("create_task", $"{{'content':'{content}'{(more.Length > 0 ? "," + more : "")}}}")).Content.Text("task.id");
}
