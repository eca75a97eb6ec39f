using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary><c>save_handoff</c>, <c>memory_handoff</c>, <c>memory_inbox</c> and <c>memory_inbox_ack</c>, argument by argument.</summary>
public sealed class M3HandToolTests
{
    [Fact]
    public async Task Save_KeepsSummaryAndSteps_AsANativeHandoff()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var saved = await m3.RawAsync("save_handoff", "{\"project\":\"rafts\",\"summary\":\"Cut\\r\\nand float\",\"next_steps\":\"Twist rope\\nthen sail\"}");
        var id = saved.Content.Text("id");
        saved.Text.ShouldBe($"Handoff saved: {id} in project rafts. Load it with memory_get.");
        saved.Content.Text("project").ShouldBe("rafts");
        saved.Content.Number("version").ShouldBe(1);
        var native = (await room.DoneAsync("handoff_load", $"{{'id':'{id}'}}")).At("handoff");
        native.Text("summary").ShouldBe("Cut\r\nand float");
        native.Text("body").ShouldBe("Cut\r\nand float");
        native.Texts("next_actions").ShouldBe(["Twist rope\nthen sail"]);
        native.Text("key").ShouldBe(saved.Content.Text("key"));
        var row = await m3.GetAsync(id);
        row.Text("type").ShouldBe("handoff");
        row.Text("content").ShouldBe("Cut\r\nand float");
        row.Texts("next_steps").ShouldBe(["Twist rope\nthen sail"]);
    }

    [Theory]
    [InlineData("{'project':'rafts','summary':'','next_steps':'n'}", FailureCode.Invalid, "/summary")]
    [InlineData("{'project':' ','summary':'s','next_steps':'n'}", FailureCode.Invalid, "/project")]
    [InlineData("{'project':'rafts','summary':'s'}", FailureCode.Invalid, "/next_steps")]
    public async Task Save_OfWhatCannotBe_IsRefusedAtItsPlace(string call, string code, string path)
    {
        await using var room = await Room.OpenAsync();
        (await room.M3().RefusedAsync(code, "save_handoff", call)).Failure!.Path.ShouldBe(path);
        (await room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Save_WithStepsThatAreTooLong_SaysItOfTheSteps()
    {
        await using var room = await Room.OpenAsync();
        var refused = await room.M3().RefusedAsync(FailureCode.TooLarge, "save_handoff", $"{{'project':'rafts','summary':'s','next_steps':'{new string('x', (16 * 1024) + 1)}'}}");
        refused.Failure!.Path.ShouldBe("/next_steps");
        refused.Failure.Limit.ShouldBe(16 * 1024);
    }

    [Fact]
    public async Task Hand_OfEverything_IsInTheInbox_AndNativelyAddressed()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var (memory, task) = (await m3.WriteAsync("Alder wood floats"), await m3.TaskAsync("Cut"));
        var handed = await m3.DoneAsync("memory_handoff", $"{{'from_agent':'alpha','to_agent':'beta','task':'Float the raft','context_ids':['{memory}'],'note':'Before noon','task_id':'{task}'}}");
        var id = handed.Content.Text("id");
        handed.Content.Text("handoff_id").ShouldBe(id);
        handed.Content.Texts("context_ids").ShouldBe([memory]);
        handed.Text.ShouldBe($"Handed to beta: {id}.");
        var item = (await m3.DoneAsync("memory_inbox", "{'agent_id':'beta'}")).Content.At("items.0");
        item.Text("id").ShouldBe(id);
        item.Text("summary").ShouldBe("Float the raft");
        item.Texts("next_steps").ShouldBe(["Before noon"]);
        item.Text("from_agent").ShouldBe("alpha");
        item.Text("to_agent").ShouldBe("beta");
        item.Text("task_id").ShouldBe(task);
        item.Texts("context_ids").ShouldBe([memory]);
        item.At("unread").GetBoolean().ShouldBeTrue();
        item.Text("principal").ShouldBe("ada");
        var native = (await room.DoneAsync("handoff_load", $"{{'id':'{id}'}}")).At("handoff");
        native.Text("to").ShouldBe("beta");
        native.Texts("refs").ShouldBe([memory]);
    }

    [Theory]
    [InlineData("'to_agent':' '", FailureCode.Invalid, "/to_agent")]
    [InlineData("'task':' '", FailureCode.Invalid, "/task")]
    [InlineData("'from_agent':'ghp_0123456789abcdefghijABCDEFGHIJ012345'", FailureCode.Invalid, "/from_agent")]
    [InlineData("'context_ids':['m_01KJMMA2G06ZGY9T49QCDZZZZZ']", FailureCode.NotFound, "/context_ids/0")]
    [InlineData("'task_id':'t_01KJMMA2G06ZGY9T49QCDZZZZZ'", FailureCode.NotFound, "/task_id")]
    public async Task Hand_OfWhatCannotBe_IsRefusedAtItsPlace_AndTheInboxStaysEmpty(string said, string code, string path)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var members = new Dictionary<string, string> { ["from_agent"] = "'alpha'", ["to_agent"] = "'beta'", ["task"] = "'Float it'" };
        var parts = said.Split(':', 2);
        members[parts[0].Trim('\'')] = parts[1];
        (await m3.RefusedAsync(code, "memory_handoff", $"{{{string.Join(',', members.Select(one => $"'{one.Key}':{one.Value}"))}}}")).Failure!.Path.ShouldBe(path);
        (await m3.DoneAsync("memory_inbox", "{'agent_id':'beta'}")).Content.Number("count").ShouldBe(0);
    }

    [Fact]
    public async Task Ack_MarksOnce_KeepsTheFirstTime_AndItStaysAmongTheRead()
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        var id = (await m3.DoneAsync("memory_handoff", "{'from_agent':'alpha','to_agent':'beta','task':'Float it'}")).Content.Text("id");
        var first = await m3.DoneAsync("memory_inbox_ack", $"{{'memory_id':'{id}'}}");
        first.Text.ShouldBe($"Acknowledged: {id}");
        first.Content.Text("read_at").ShouldBe("2026-03-01T12:00:00.000Z");
        room.Clock.Advance(TimeSpan.FromHours(1));
        (await m3.DoneAsync("memory_inbox_ack", $"{{'memory_id':'{id}'}}")).Content.Text("read_at").ShouldBe("2026-03-01T12:00:00.000Z");
        (await m3.DoneAsync("memory_inbox", "{'agent_id':'beta'}")).Content.Number("count").ShouldBe(0);
        var read = (await m3.DoneAsync("memory_inbox", "{'agent_id':'beta','unread_only':false}")).Content.At("items.0");
        read.Text("id").ShouldBe(id);
        read.At("unread").GetBoolean().ShouldBeFalse();
        (await room.DoneAsync("handoff_load", $"{{'id':'{id}'}}")).Text("handoff.status").ShouldBe("open");
        var unknown = await m3.RefusedAsync(FailureCode.NotFound, "memory_inbox_ack", "{'memory_id':'h_01KJMMA2G06ZGY9T49QCDZZZZZ'}");
        unknown.Failure!.Path.ShouldBe("/memory_id");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(200, 3)]
    public async Task Inbox_GivesAsManyAsAskedFor_NewestFirst_OfOneProject(int limit, int count)
    {
        await using var room = await Room.OpenAsync();
        var m3 = room.M3();
        foreach (var task in (string[])["one", "two", "three"])
        {
            await m3.DoneAsync("memory_handoff", $"{{'from_agent':'alpha','to_agent':'beta','task':'{task}'}}");
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await m3.DoneAsync("memory_handoff", "{'from_agent':'alpha','to_agent':'beta','task':'elsewhere','project':'boats'}");
        await m3.DoneAsync("memory_handoff", "{'from_agent':'alpha','to_agent':'gamma','task':'for gamma'}");
        var inbox = (await m3.DoneAsync("memory_inbox", $"{{'agent_id':'beta','limit':{limit}}}")).Content;
        inbox.At("items").EnumerateArray().Select(one => one.Text("summary")).ShouldBe(((string[])["three", "two", "one"])[..count]);
        inbox.Number("count").ShouldBe(count);
        (await m3.DoneAsync("memory_inbox", "{'agent_id':'beta','project':'boats'}")).Content.Text("items.0.summary").ShouldBe("elsewhere");
        foreach (var wrong in (int[])[0, 201]) (await m3.RefusedAsync(FailureCode.Invalid, "memory_inbox", $"{{'agent_id':'beta','limit':{wrong}}}")).Failure!.Path.ShouldBe("/limit");
    }
}
