using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Ainote;

/// <summary>Each field of a task and each filter of a list, by itself.</summary>
public sealed class AinoteTaskFieldTests
{
    private const string Whole =
        """
        {"content":"water the garden","is_important":true,"due_date":"2026-05-06","due_time":"09:30","start_date":"2026-05-01","is_all_day":false,"category_id":"home","notes":"only the roses",
        "location":"Garden","location_lat":1.5,"location_lng":2.5,"travel_time":15,"repeat_rule":"FREQ=DAILY","notification_minutes_before":10}
        """;

    [Fact]
    public async Task Create_WithEveryField_GivesEachBackAsItWas()
    {
        await using var room = await Room.OpenAsync();
        var task = (await Open(room).RawAsync("create_task", Whole)).Content.At("task");
        foreach (var field in JsonDocument.Parse(Whole).RootElement.EnumerateObject()) task.GetProperty(field.Name).GetRawText().ShouldBe(field.Value.GetRawText(), field.Name);
        (task.Text("status"), task.Text("due_at"), task.Number("version")).ShouldBe(("pending", "2026-05-06T00:30:00.000Z", 1));
    }

    [Theory]
    [InlineData("content", "\"mow\"")]
    [InlineData("is_important", "false")]
    [InlineData("due_date", "\"2026-06-07\"")]
    [InlineData("due_time", "\"10:45\"")]
    [InlineData("start_date", "\"2026-05-02\"")]
    [InlineData("is_all_day", "true")]
    [InlineData("category_id", "\"work\"")]
    [InlineData("notes", "\"the tulips too\"")]
    [InlineData("location", "\"shed\"")]
    [InlineData("location_lat", "-9.25")]
    [InlineData("location_lng", "8")]
    [InlineData("travel_time", "0")]
    [InlineData("repeat_rule", "\"FREQ=WEEKLY\"")]
    [InlineData("notification_minutes_before", "0")]
    public async Task Update_OfOneField_ChangesItAlone(string name, string value)
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var before = (await agent.RawAsync("create_task", Whole)).Content.At("task");
        var after = (await agent.RawAsync("update_task", $$"""{"id":"{{before.Text("id")}}","{{name}}":{{value}}}""")).Content.At("task");
        after.GetProperty(name).GetRawText().ShouldBe(value);
        string[] follows = [name, "version", "updated_at", .. (string[])(name.StartsWith("due_", StringComparison.Ordinal) ? ["due_at"] : [])];
        after.EnumerateObject().Where(field => !follows.Contains(field.Name)).Select(field => field.ToString())
            .ShouldBe(before.EnumerateObject().Where(field => !follows.Contains(field.Name)).Select(field => field.ToString()));
        after.Number("version").ShouldBe(2);
    }

    [Theory]
    [InlineData("due_date", "due_at")]
    [InlineData("start_date", null)]
    [InlineData("category_id", null)]
    [InlineData("notes", null)]
    [InlineData("location", null)]
    [InlineData("repeat_rule", null)]
    public async Task Update_WithEmptyText_TakesTheFieldAway(string name, string? with)
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var id = (await agent.RawAsync("create_task", Whole)).Content.Text("task.id");
        var task = (await agent.DoneAsync("update_task", $"{{'id':'{id}','{name}':''}}")).Content.At("task");
        task.Has(name).ShouldBeFalse();
        if (with is not null) task.Has(with).ShouldBeFalse();
    }

    [Theory]
    [InlineData("'location':'gard'", "whole")]
    [InlineData("'location':'shed'", "")]
    [InlineData("'category_id':'home'", "whole")]
    [InlineData("'category_id':'hom'", "")]
    [InlineData("'is_important':true", "whole")]
    [InlineData("'is_important':false", "plain late done")]
    [InlineData("'due_date_start':'2026-05-06'", "whole")]
    [InlineData("'due_date_start':'2026-05-07'", "")]
    [InlineData("'due_date_end':'2026-05-06'", "whole late")]
    [InlineData("'due_date_end':'2026-05-05'", "late")]
    [InlineData("'due_date_start':'2026-01-01','due_date_end':'2026-02-01'", "late")]
    [InlineData("'completed_date_start':'2026-03-01'", "done")]
    [InlineData("'completed_date_start':'2026-03-02'", "")]
    [InlineData("'completed_date_end':'2026-03-01'", "done")]
    [InlineData("'created_date_start':'2026-03-01'", "whole plain late done")]
    [InlineData("'created_date_end':'2026-02-28'", "")]
    [InlineData("'overdue':true", "late")]
    [InlineData("'overdue':false", "whole plain done")]
    [InlineData("'due_today':true", "")]
    [InlineData("'has_notification':true", "whole")]
    [InlineData("'has_notification':false", "plain late done")]
    [InlineData("'status':'completed'", "done")]
    [InlineData("'status':'pending','is_important':false", "plain late")]
    [InlineData("'search':'roses'", "whole")]
    public async Task List_ByOneFilter_GivesWhatFitsIt(string filter, string expected)
    {
        await using var room = await Room.OpenAsync();
        var agent = Open(room);
        var names = new Dictionary<string, string>
        {
            [(await agent.RawAsync("create_task", Whole)).Content.Text("task.id")] = "whole",
            [(await agent.DoneAsync("create_task", "{'content':'sweep'}")).Content.Text("task.id")] = "plain",
            [(await agent.DoneAsync("create_task", "{'content':'prune','due_date':'2026-01-15'}")).Content.Text("task.id")] = "late",
        };
        var done = (await agent.DoneAsync("create_task", "{'content':'rake'}")).Content.Text("task.id");
        names[done] = "done";
        await agent.DoneAsync("update_task", $"{{'id':'{done}','completed_at':'2026-03-01T10:00:00Z'}}");
        var listed = (await agent.DoneAsync("list_tasks", $"{{{filter}}}")).Content;
        listed.At("tasks").EnumerateArray().Select(task => names[task.Text("id")]).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
        listed.Number("total").ShouldBe(listed.Number("count"));
    }

    [Theory]
    [InlineData("'limit':0", "/limit")]
    [InlineData("'limit':1.5", "/limit")]
    [InlineData("'limit':1001", "/limit")]
    [InlineData("'status':'open'", "/status")]
    [InlineData("'sort_by':'mood'", "/sort_by")]
    [InlineData("'due_date_end':'soon'", "/due_date_end")]
    [InlineData("'created_date_start':'2026-13-01'", "/created_date_start")]
    public async Task List_ByWhatIsNoFilter_IsRefusedWithItsName(string filter, string path)
    {
        await using var room = await Room.OpenAsync();
        (await Open(room).RefusedAsync(FailureCode.Invalid, "list_tasks", $"{{{filter}}}")).Failure!.Path.ShouldBe(path);
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.Ainote);
}
