using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Ainote;

/// <summary>The task tools: what each argument leaves, what it clears, and what is refused.</summary>
public sealed class AinoteTaskToolTests
{
    private const string Whole = "'content':'Cut','is_important':true,'due_date':'2026-03-05','due_time':'18:30','start_date':'2026-03-02','is_all_day':false,'category_id':'wood','notes':'By the river','location':'Bend','location_lat':47.5,'location_lng':8.25,'travel_time':15,'repeat_rule':'FREQ=DAILY','notification_minutes_before':30";

    [Fact]
    public async Task Create_OfEverything_ReadsBackEach()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var made = await room.Tools.DoneAsync("create_task", $"{{{Whole}}}");
        var task = made.Content.At("task");
        made.Text.ShouldBe($"Task created: {task.Text("id")}, pending.");
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["content"] = "Cut", ["status"] = "pending", ["state"] = "open", ["notes"] = "By the river", ["due_date"] = "2026-03-05", ["due_time"] = "18:30",
            ["start_date"] = "2026-03-02", ["category_id"] = "wood", ["location"] = "Bend", ["repeat_rule"] = "FREQ=DAILY", ["due_at"] = "2026-03-05T09:30:00.000Z",
        }) task.Text(name).ShouldBe(value, name);
        task.At("is_important").GetBoolean().ShouldBeTrue();
        task.At("is_all_day").GetBoolean().ShouldBeFalse();
        task.At("location_lat").GetDouble().ShouldBe(47.5);
        task.At("location_lng").GetDouble().ShouldBe(8.25);
        task.At("travel_time").GetDouble().ShouldBe(15);
        task.At("notification_minutes_before").GetDouble().ShouldBe(30);
        var native = (await room.Room.DoneAsync("task_get", $"{{'id':'{task.Text("id")}'}}")).At("task");
        native.Text("title").ShouldBe("Cut");
        native.Text("description").ShouldBe("By the river");
        native.Number("priority").ShouldBe(1);
        native.Text("due_at").ShouldBe("2026-03-05T09:30:00.000Z");
    }

    [Theory]
    [InlineData("'content':''", "/content")]
    [InlineData("'content':'Cut','due_date':'tomorrow'", "/due_date")]
    [InlineData("'content':'Cut','due_date':'2026-03-05','due_time':'25:00'", "/due_time")]
    [InlineData("'content':'Cut','due_time':'noon'", "/due_time")]
    [InlineData("'content':'Cut','location':'ghp_0123456789abcdefghijABCDEFGHIJ012345'", "/location")]
    public async Task Create_OfWhatCannotBe_IsRefusedAtItsPlace_AndMakesNone(string said, string path)
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "create_task", $"{{{said}}}")).Failure!.Path.ShouldBe(path);
        (await room.Tools.DoneAsync("list_tasks")).Content.Number("total").ShouldBe(0);
    }

    [Theory]
    [InlineData("'content':'Saw'", "content", "Saw")]
    [InlineData("'notes':'At home'", "notes", "At home")]
    [InlineData("'is_important':false", "is_important", "False")]
    [InlineData("'due_date':'2026-03-06'", "due_at", "2026-03-06T09:30:00.000Z")]
    [InlineData("'due_time':'00:00'", "due_at", "2026-03-04T15:00:00.000Z")]
    [InlineData("'due_time':''", "due_at", "2026-03-05T14:59:59.000Z")]
    [InlineData("'category_id':'river'", "category_id", "river")]
    [InlineData("'location_lat':-1.5", "location_lat", "-1.5")]
    [InlineData("'is_all_day':true", "is_all_day", "True")]
    [InlineData("'notification_minutes_before':0", "notification_minutes_before", "0")]
    public async Task Update_OfOneArgument_ChangesThatAndKeepsTheOthers(string said, string member, string value)
    {
        await using var room = await AinoteRoom.OpenAsync();
        var before = (await room.Tools.DoneAsync("create_task", $"{{{Whole}}}")).Content.At("task");
        var updated = (await room.Tools.DoneAsync("update_task", $"{{'id':'{before.Text("id")}',{said}}}")).Content.At("task");
        updated.At(member).ToString().ShouldBe(value);
        updated.Number("version").ShouldBe(2);
        var changes = new HashSet<string> { member, said.Split('\'')[1], "version", "updated_at" };
        foreach (var kept in before.EnumerateObject().Where(kept => !changes.Contains(kept.Name))) updated.At(kept.Name).ToString().ShouldBe(kept.Value.ToString(), kept.Name);
    }

    [Theory]
    [InlineData("notes")]
    [InlineData("start_date")]
    [InlineData("category_id")]
    [InlineData("location")]
    [InlineData("repeat_rule")]
    [InlineData("due_date")]
    public async Task Update_WithAnEmptyText_TakesItAway(string member)
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = (await room.Tools.DoneAsync("create_task", $"{{{Whole}}}")).Content.Text("task.id");
        var updated = (await room.Tools.DoneAsync("update_task", $"{{'id':'{id}','{member}':''}}")).Content.At("task");
        updated.Has(member).ShouldBeFalse();
        updated.Has("due_at").ShouldBe(member != "due_date");
        updated.Text("content").ShouldBe("Cut");
    }

    [Fact]
    public async Task Update_OfNothing_OrOfATaskThatIsNotThere_IsRefused()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = (await room.Tools.DoneAsync("create_task", "{'content':'Cut'}")).Content.Text("task.id");
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "update_task", $"{{'id':'{id}'}}")).Failure!.Message.ShouldBe("There is nothing to change.");
        foreach (var tool in (string[])["update_task", "delete_task"])
        {
            var refused = await room.Tools.RefusedAsync(FailureCode.NotFound, tool, "{'id':'t_01KJMMA2G06ZGY9T49QCDZZZZZ'}");
            refused.Failure!.Path.ShouldBe("/id");
            refused.Failure.Hint.ShouldBe("See list_tasks.");
        }
    }

    [Fact]
    public async Task Create_WithASecret_ReplacesAndReportsIt_AndSoDoesAnUpdate()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var made = await room.Tools.DoneAsync("create_task", "{'content':'Use ghp_0123456789abcdefghijABCDEFGHIJ012345'}");
        made.Content.Text("task.content").ShouldBe("Use [redacted:github_token]");
        made.Content.Text("redacted.0.kind").ShouldBe("github_token");
        var updated = await room.Tools.DoneAsync("update_task", $"{{'id':'{made.Content.Text("task.id")}','notes':'ghp_0123456789abcdefghijABCDEFGHIJ012345'}}");
        updated.Content.Text("task.notes").ShouldBe("[redacted:github_token]");
        updated.Text.ShouldContain("Redacted: 1 github_token");
    }

    [Theory]
    [InlineData("due_date")]
    [InlineData("created_at")]
    [InlineData("updated_at")]
    [InlineData("is_important")]
    public async Task List_InEachOrder_IsTheReverseOfTheOther(string by)
    {
        await using var room = await AinoteRoom.OpenAsync();
        foreach (var said in (string[])["'content':'a','due_date':'2026-03-05'", "'content':'b','due_date':'2026-03-06','is_important':true"])
        {
            await room.Tools.DoneAsync("create_task", $"{{{said}}}");
            room.Room.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        async Task<List<string>> Sorted(string order) => [.. (await room.Tools.DoneAsync("list_tasks", $"{{'sort_by':'{by}','sort_order':'{order}'}}")).Content.At("tasks").EnumerateArray().Select(one => one.Text("content"))];
        (await Sorted("asc")).ShouldBe(["a", "b"]);
        (await Sorted("desc")).ShouldBe(["b", "a"]);
    }

    [Fact]
    public async Task Delete_ThenDeleteAgain_IsNotFound_AndTheNativeToolBringsItBack()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = (await room.Tools.DoneAsync("create_task", "{'content':'Cut','category_id':'wood'}")).Content.Text("task.id");
        (await room.Tools.DoneAsync("list_categories")).Content.Text("categories.0.name").ShouldBe("wood");
        (await room.Tools.DoneAsync("delete_task", $"{{'id':'{id}'}}")).Text.ShouldBe($"Task deleted: {id}; it can be restored.");
        await room.Tools.RefusedAsync(FailureCode.NotFound, "delete_task", $"{{'id':'{id}'}}");
        (await room.Tools.DoneAsync("list_categories")).Text.ShouldBe("0 categories.");
        await room.Room.DoneAsync("task_delete", $"{{'id':'{id}','restore':true}}");
        (await room.Tools.DoneAsync("list_tasks")).Content.Text("tasks.0.id").ShouldBe(id);
    }
}
