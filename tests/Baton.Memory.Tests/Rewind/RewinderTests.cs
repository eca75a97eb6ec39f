using Baton.Memory.Callers;
using Baton.Memory.Rewind;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Rewind;

public sealed class RewinderTests : IAsyncLifetime
{
    private Room _room = null!;
    private DateTimeOffset _since;

    private MemoryCaller Rogue => _room.Caller("eve", "rogue");

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await SaveAsync("plan", "the good plan", body: "first");
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        _since = _room.Clock.GetUtcNow();
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Preview_OfChangesAndNewRecords_ShowsEachWithItsStateBefore()
    {
        await SaveAsync("plan", "ruined", caller: Rogue);
        await SaveAsync("spam", "spam", caller: Rogue);
        var plan = await PreviewAsync();
        plan.Items.Select(item => (item.Now.Key, item.Step, item.Before?.Version)).ShouldBe(
            [("plan", RewindStep.Restore, 1), ("spam", RewindStep.Delete, null)], ignoreOrder: true);
        (plan.Changes, plan.Conflicts).ShouldBe((2, 0));
        (await LoadAsync("plan")).ShouldBe("ruined");
    }

    [Fact]
    public async Task Apply_SeveralVersions_RestoresTheStateBeforeTheFirstAsOneNewVersion()
    {
        await SaveAsync("plan", "ruined", caller: Rogue, body: "x");
        await SaveAsync("plan", "ruined more", caller: Rogue);
        await ApplyAsync();
        var handoff = (await _room.DoneAsync("handoff_load", "{'key':'plan','project':'atlas'}")).At("handoff");
        (handoff.Text("summary"), handoff.Text("body"), handoff.Number("version")).ShouldBe(("the good plan", "first", 4));
        (await VersionsAsync(handoff.Text("id"))).ShouldBe(["local", "rogue", "rogue", "operator"]);
    }

    [Fact]
    public async Task Apply_RecordMadeByTheWrites_IsMarkedDeletedAndKept()
    {
        await SaveAsync("spam", "spam", caller: Rogue);
        var plan = await ApplyAsync();
        await _room.RefusedAsync("not_found", "handoff_load", "{'key':'spam','project':'atlas'}");
        (await VersionsAsync(plan.Items.Single().Now.Id)).ShouldBe(["rogue", "operator"]);
    }

    [Fact]
    public async Task Apply_ChangedByOthersAfterwards_IsAConflictAndLeft()
    {
        await SaveAsync("plan", "ruined", caller: Rogue);
        await SaveAsync("plan", "mended by hand");
        var plan = await ApplyAsync();
        var item = plan.Items.Single();
        item.Step.ShouldBe(RewindStep.Conflict);
        item.Conflict!.By!.Grant.ShouldBe("local");
        (await LoadAsync("plan")).ShouldBe("mended by hand");
    }

    [Fact]
    public async Task Apply_Forced_UndoesTheConflictToo()
    {
        await SaveAsync("plan", "ruined", caller: Rogue);
        await SaveAsync("plan", "mended by hand");
        (await ApplyAsync(force: true)).Items.Single().Conflict.ShouldNotBeNull();
        (await LoadAsync("plan")).ShouldBe("the good plan");
    }

    [Fact]
    public async Task Apply_Twice_FindsNothingLeft()
    {
        await SaveAsync("plan", "ruined", caller: Rogue);
        await SaveAsync("spam", "spam", caller: Rogue);
        await ApplyAsync();
        var again = await ApplyAsync();
        again.Changes.ShouldBe(0);
        again.Items.ShouldAllBe(item => item.Step == RewindStep.Nothing);
    }

    [Fact]
    public async Task Apply_ARewind_BringsBackWhatItUndid()
    {
        await SaveAsync("plan", "ruined", caller: Rogue);
        await SaveAsync("spam", "spam", caller: Rogue);
        var first = await ApplyAsync();
        var second = await Rewinder().ApplyAsync(
            new RewindRequest { Writes = new WriteFilter { RequestId = first.RequestId } }, Operator("rewind-2"), default);
        second.Value.Changes.ShouldBe(2);
        (await LoadAsync("plan")).ShouldBe("ruined");
        (await LoadAsync("spam")).ShouldBe("spam");
    }

    [Fact]
    public async Task Apply_DeletedRecord_ComesBackUnlessItsKeyWasTaken()
    {
        await _room.DoneAsync("handoff_delete", "{'key':'plan','project':'atlas'}", Rogue);
        (await PreviewAsync()).Items.Single().Step.ShouldBe(RewindStep.Restore);
        await SaveAsync("plan", "another plan");
        var item = (await ApplyAsync(force: true)).Items.Single();
        item.Step.ShouldBe(RewindStep.Conflict);
        item.Conflict!.Reason.ShouldContain("'plan'");
        (await LoadAsync("plan")).ShouldBe("another plan");
    }

    [Fact]
    public async Task Apply_DeletedAndMadeAgainByTheWrites_GivesTheKeyBack()
    {
        await _room.DoneAsync("handoff_delete", "{'key':'plan','project':'atlas'}", Rogue);
        await SaveAsync("plan", "false plan", caller: Rogue);
        (await ApplyAsync()).Changes.ShouldBe(2);
        (await LoadAsync("plan")).ShouldBe("the good plan");
    }

    [Fact]
    public async Task Apply_Claim_IsOpenAgain()
    {
        await _room.DoneAsync("handoff_claim", "{'key':'plan','project':'atlas'}", Rogue);
        await ApplyAsync();
        var loaded = await _room.DoneAsync("handoff_load", "{'key':'plan','project':'atlas'}");
        loaded.Text("handoff.status").ShouldBe("open");
    }

    [Fact]
    public async Task Apply_MemoriesAndLinks_AreAsBefore()
    {
        await _room.DoneAsync("memory_save", "{'content':'The port is 4700','key':'port','project':'atlas'}");
        await _room.DoneAsync("memory_save", "{'content':'Ports below 1024 need root','key':'root','project':'atlas'}");
        await _room.DoneAsync("memory_link", "{'key':'port','project':'atlas','to':'" + await IdOfAsync("root") + "','relation':'about'}");
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        _since = _room.Clock.GetUtcNow();
        await _room.DoneAsync("memory_save", "{'content':'The port is 1','key':'port','project':'atlas'}", Rogue);
        await _room.DoneAsync("memory_link", "{'key':'root','project':'atlas','to':'" + await IdOfAsync("port") + "','relation':'contradicts'}", Rogue);
        await _room.DoneAsync("memory_link", "{'key':'port','project':'atlas','to':'" + await IdOfAsync("root") + "','relation':'about','remove':true}", Rogue);

        var plan = await ApplyAsync();
        (plan.Items.Count, plan.Links.Count, plan.Conflicts).ShouldBe((1, 2, 0));
        (await _room.DoneAsync("memory_get", "{'key':'port','project':'atlas'}")).Text("memory.content").ShouldBe("The port is 4700");
        var links = (await _room.DoneAsync("memory_link", "{'key':'port','project':'atlas','depth':1}")).At("links");
        links.EnumerateArray().Select(link => link.Text("relation")).ShouldBe(["about"]);
        (await _room.DoneAsync("memory_search", "{'query':'port 4700','project':'atlas'}")).At("results").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Apply_Tasks_AreAsBeforeAndUnclaimed()
    {
        await _room.DoneAsync("task_save", "{'title':'ship it','key':'ship','project':'atlas','to':'ada'}");
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        _since = _room.Clock.GetUtcNow();
        await _room.DoneAsync("task_save", "{'title':'ruined','key':'ship','project':'atlas','to':'eve'}", Rogue);
        await _room.DoneAsync("task_claim", "{'key':'ship','project':'atlas'}", Rogue);
        await _room.DoneAsync("task_save", "{'title':'spam','key':'spam','project':'atlas'}", Rogue);

        (await ApplyAsync()).Changes.ShouldBe(2);
        var task = (await _room.DoneAsync("task_get", "{'key':'ship','project':'atlas'}")).At("task");
        (task.Text("title"), task.Text("to"), task.Text("status"), task.Number("version")).ShouldBe(("ship it", "ada", "open", 4));
        await _room.RefusedAsync("not_found", "task_get", "{'key':'spam','project':'atlas'}");
        (await _room.DoneAsync("task_list", "{'query':'ruined'}")).At("tasks").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Preview_OtherGrantsProjectsAndTimes_AreLeftOut()
    {
        await SaveAsync("plan", "ruined", caller: Rogue);
        await SaveAsync("else", "x", project: "borea", caller: Rogue);
        var rewinder = Rewinder();
        foreach (var (filter, count) in new[]
        {
            (new WriteFilter { Grant = "rogue", Project = "borea" }, 1),
            (new WriteFilter { Grant = "rogue", Principal = "ada" }, 0),
            (new WriteFilter { Grant = "rogue", Session = "s1" }, 2),
            (new WriteFilter { Grant = "rogue", Until = _since }, 0),
            (new WriteFilter { Grant = "rogue", Since = _since.AddHours(1) }, 0),
        })
        {
            (await rewinder.PreviewAsync(new RewindRequest { Writes = filter }, default)).Items.Count.ShouldBe(count, filter.ToString());
        }
    }

    private Rewinder Rewinder() => new(_room.Store, _room.Clock);

    private ValueTask<RewindPlan> PreviewAsync() => Rewinder().PreviewAsync(Request(force: false), default);

    private async Task<RewindPlan> ApplyAsync(bool force = false)
    {
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        return (await Rewinder().ApplyAsync(Request(force), Operator("rewind-1"), default)).Value;
    }

    private RewindRequest Request(bool force) => new() { Writes = new WriteFilter { Grant = "rogue", Since = _since }, Force = force };

    private static Provenance Operator(string id) => new("operator", "ada", "baton-cli", null, null, id, "rewind");

    private async Task SaveAsync(string key, string summary, string project = "atlas", MemoryCaller? caller = null, string? body = null)
    {
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        await _room.DoneAsync("handoff_save",
            $"{{'summary':'{summary}','key':'{key}','project':'{project}'{(body is null ? "" : $",'body':'{body}'")}}}", caller);
    }

    private async Task<string> IdOfAsync(string key)
        => (await _room.DoneAsync("memory_get", $"{{'key':'{key}','project':'atlas'}}")).Text("memory.id");

    private async Task<string> LoadAsync(string key)
        => (await _room.DoneAsync("handoff_load", $"{{'key':'{key}','project':'atlas'}}")).Text("handoff.summary");

    private async Task<List<string>> VersionsAsync(string id)
        => [.. (await _room.Store.ReadAsync(reader => reader.HistoryAsync(Scope.Operator(_room.Clock.GetUtcNow()), id), default)).Select(version => version.By.Grant)];
}
