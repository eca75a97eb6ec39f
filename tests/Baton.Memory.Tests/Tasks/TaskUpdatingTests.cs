using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tasks;

public sealed class TaskUpdatingTests : IAsyncLifetime
{
    private static readonly (string Name, string Value)[] Fields =
    [
        ("title", "'new'"), ("description", "'new'"), ("to", "'new'"), ("priority", "-1"), ("due_at", "'2027-01-01T00:00:00.000Z'"), ("tags", "['new']"), ("outcome", "'new'"),
    ];

    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.DoneAsync("task_save", "{'title':'t','key':'k','description':'d','to':'bob','priority':1,'due_at':'2026-03-05','tags':['x'],'project':'atlas'}");
        await _room.DoneAsync("task_update", "{'key':'k','project':'atlas','outcome':'o'}");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Update_OneFieldAtATime_LeavesEveryOther()
    {
        var before = await GetAsync("k");
        foreach (var (name, value) in Fields)
        {
            var after = (await _room.DoneAsync("task_update", $"{{'key':'k','project':'atlas','{name}':{value}}}")).At("task");
            foreach (var (other, _) in Fields)
            {
                if (other == name) after.At(other).ToString().ShouldNotBe(before.At(other).ToString(), other);
                else after.At(other).GetRawText().ShouldBe(before.At(other).GetRawText(), $"{other} after {name}");
            }
            before = after;
        }
        before.Number("version").ShouldBe(2 + Fields.Length);
    }

    [Fact]
    public async Task Update_NullClearsAndTitleCannotBeCleared()
    {
        var cleared = (await _room.DoneAsync("task_update", "{'key':'k','project':'atlas','description':null,'to':null,'due_at':null,'tags':null,'outcome':null,'priority':null}")).At("task");
        foreach (var name in new[] { "description", "to", "due_at", "tags", "outcome" }) cleared.Has(name).ShouldBeFalse(name);
        cleared.Number("priority").ShouldBe(0);
        (await _room.RefusedAsync(FailureCode.Invalid, "task_update", "{'key':'k','project':'atlas','title':null}")).Path.ShouldBe("/title");
    }

    [Fact]
    public async Task Update_NothingOrUnknownOrStale_IsRefused()
    {
        await _room.RefusedAsync(FailureCode.Invalid, "task_update", "{'key':'k','project':'atlas'}");
        await _room.RefusedAsync(FailureCode.NotFound, "task_update", "{'key':'nope','project':'atlas','title':'x'}");
        await _room.RefusedAsync(FailureCode.StaleVersion, "task_update", "{'key':'k','project':'atlas','title':'x','if_match':1}");
        (await _room.DoneAsync("task_update", "{'key':'k','project':'atlas','title':'x','if_match':2}")).Number("task.version").ShouldBe(3);
    }

    [Fact]
    public async Task Update_SameIdempotencyKey_WritesOnce()
    {
        var first = await _room.DoneAsync("task_update", "{'key':'k','project':'atlas','status':'blocked','idempotency_key':'i'}");
        await _room.DoneAsync("task_update", "{'key':'k','project':'atlas','status':'open'}");
        (await _room.DoneAsync("task_update", "{'key':'k','project':'atlas','status':'blocked','idempotency_key':'i'}")).GetRawText().ShouldBe(first.GetRawText());
        (await GetAsync("k")).Text("status").ShouldBe("open");
    }

    [Fact]
    public async Task Update_Result_IsTheWholeIdOfAMemoryTheCallerMaySee()
    {
        var memory = (await _room.DoneAsync("memory_save", "{'content':'The login needs a cookie'}")).Text("memories.0.id");
        var hidden = (await _room.DoneAsync("memory_save", "{'content':'x','visibility':'private'}", _room.Caller("bob"))).Text("memories.0.id");
        (await _room.DoneAsync("task_update", $"{{'key':'k','project':'atlas','status':'done','result':'{memory[..27].ToLowerInvariant()}'}}")).Text("task.result").ShouldBe(memory);
        foreach (var bad in new[] { hidden, (await GetAsync("k")).Text("id"), "m_00000000" })
        {
            (await _room.RefusedAsync(FailureCode.NotFound, "task_update", $"{{'key':'k','project':'atlas','result':'{bad}'}}")).Path.ShouldBe("/result");
        }
    }

    [Fact]
    public async Task Update_ParentThatWouldMakeACircle_IsRefused()
    {
        var top = (await GetAsync("k")).Text("id");
        var middle = await PartAsync("middle", top);
        var low = await PartAsync("low", middle);
        foreach (var below in new[] { top, middle, low })
        {
            (await _room.RefusedAsync(FailureCode.Invalid, "task_update", $"{{'id':'{top}','parent':'{below}'}}")).Path.ShouldBe("/parent");
        }
        (await _room.DoneAsync("task_update", $"{{'id':'{low}','parent':'{top}'}}")).Text("task.parent").ShouldBe(top);
        (await _room.DoneAsync("task_update", $"{{'id':'{low}','parent':null}}")).At("task").Has("parent").ShouldBeFalse();
    }

    [Fact]
    public async Task Save_ParentOfAnotherProject_IsRefused()
    {
        var top = (await GetAsync("k")).Text("id");
        (await _room.RefusedAsync(FailureCode.Invalid, "task_save", $"{{'title':'x','project':'borea','parent':'{top}'}}")).Message.ShouldContain("borea");
    }

    [Fact]
    public async Task Save_ThirtyThreeDeep_IsRefused()
    {
        var parent = (await GetAsync("k")).Text("id");
        for (var depth = 2; depth <= 32; depth++) parent = await PartAsync($"depth {depth}", parent);
        (await _room.RefusedAsync(FailureCode.TooLarge, "task_save", $"{{'title':'x','project':'atlas','parent':'{parent}'}}")).Limit.ShouldBe(32);
    }

    [Fact]
    public async Task Finish_WithUnfinishedParts_IsDoneAndSaysSo()
    {
        var top = (await GetAsync("k")).Text("id");
        var part = await PartAsync("part", top);
        (await _room.DoneAsync("task_update", $"{{'id':'{top}','status':'done'}}")).Texts("warnings").ShouldHaveSingleItem().ShouldContain("1 subtask(s)");
        await _room.DoneAsync("task_update", $"{{'id':'{part}','status':'cancelled'}}");
        await _room.DoneAsync("task_update", $"{{'id':'{top}','status':'open'}}");
        (await _room.DoneAsync("task_update", $"{{'id':'{top}','status':'done'}}")).Texts("warnings").ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_AndRestore_KeepEverythingButNotPartsOrATakenKey()
    {
        var top = (await GetAsync("k")).Text("id");
        var part = await PartAsync("part", top);
        (await _room.RefusedAsync(FailureCode.Invalid, "task_delete", $"{{'id':'{top}'}}")).Message.ShouldContain("1 subtask");
        await _room.DoneAsync("task_delete", $"{{'id':'{part}'}}");
        (await _room.DoneAsync("task_delete", $"{{'id':'{top}'}}")).Texts("ids").ShouldBe([top]);
        await _room.RefusedAsync(FailureCode.NotFound, "task_get", $"{{'id':'{top}'}}");
        (await _room.DoneAsync("task_list")).Number("total").ShouldBe(0);
        await _room.DoneAsync("task_delete", $"{{'id':'{top}','restore':true}}");
        (await GetAsync("k")).Text("outcome.text").ShouldBe("o");
        await _room.RefusedAsync(FailureCode.Invalid, "task_delete", $"{{'id':'{top}','restore':true}}");
        await _room.DoneAsync("task_delete", $"{{'id':'{top}'}}");
        await _room.DoneAsync("task_save", "{'title':'another','key':'k','project':'atlas'}");
        await _room.RefusedAsync(FailureCode.Duplicate, "task_delete", $"{{'id':'{top}','restore':true}}");
    }

    private async Task<System.Text.Json.JsonElement> GetAsync(string key)
        => (await _room.DoneAsync("task_get", $"{{'key':'{key}','project':'atlas'}}")).At("task");

    private async Task<string> PartAsync(string title, string parent)
        => (await _room.DoneAsync("task_save", $"{{'title':'{title}','project':'atlas','parent':'{parent}'}}")).Text("task.id");
}
