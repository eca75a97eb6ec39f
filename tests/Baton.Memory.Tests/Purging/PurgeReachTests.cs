using Baton.Memory.Outcomes;
using Baton.Memory.Purging;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Purging;

/// <summary>What a purge takes with it for every kind of record, what it leaves, and what the tool of operators shows of it beforehand.</summary>
public sealed class PurgeReachTests : IAsyncLifetime
{
    private const string Words = "quokkavault";

    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("memory")]
    [InlineData("handoff")]
    [InlineData("task")]
    [InlineData("archive")]
    [InlineData("notice")]
    public async Task Apply_OfEachKind_LeavesNothingOfItInAnExport(string kind)
    {
        var id = await SaveAsync(kind);
        var other = await _room.MemoryAsync(new { content = "something that stays" });
        if (kind != "notice" && kind != "archive") await _room.SentAsync("memory_link", new { id = other, to = id });
        (await PurgeAsync(new PurgeRequest { Ids = [id], Why = "asked to" })).Done!.Records.ShouldBe(1);
        var export = (await _room.DoneAsync("admin_export")).Text("lines");
        export.ShouldNotContain(Words);
        export.ShouldNotContain("\"link\":");
        export.ShouldContain($"\"tombstone\":{{\"id\":\"{id}\",\"kind\":\"{kind}\",\"why\":\"asked to\"");
        (await _room.SentAsync("memory_get", new { id = other })).Text("memory.content").ShouldBe("something that stays");
    }

    [Fact]
    public async Task Apply_ARememberedResult_IsNotGivenAgain()
    {
        var request = new { content = Words, idempotency_key = "i" };
        var id = await _room.MemoryAsync(request);
        await PurgeAsync(new PurgeRequest { Ids = [id] });
        (await _room.MemoryAsync(request)).ShouldNotBe(id);
    }

    [Fact]
    public async Task Apply_OfAProject_TakesItsSharedAndPrivateOnesAndNoOthers()
    {
        foreach (var visibility in new[] { "private", "project", "shared" }) await _room.MemoryAsync(new { content = $"{Words} {visibility}", project = "web", visibility }, _room.Caller("bob"));
        var stays = await _room.MemoryAsync(new { content = "elsewhere", project = "hr" });
        (await PurgeAsync(new PurgeRequest { Project = "web" })).Done!.Records.ShouldBe(3);
        (await _room.DoneAsync("status")).Number("usage.memory").ShouldBe(1);
        (await _room.SentAsync("memory_get", new { id = stays })).Text("memory.project").ShouldBe("hr");
    }

    [Theory]
    [InlineData("deleted_before", "2026-03-01T12:01:00Z", 0)]
    [InlineData("deleted_before", "2026-03-01T12:01:00.001Z", 1)]
    [InlineData("expired_before", "2026-03-01T12:02:00Z", 0)]
    [InlineData("expired_before", "2026-03-01T12:02:00.001Z", 1)]
    public async Task Preview_BeforeAMoment_LeavesThatMomentOut(string bound, string moment, int count)
    {
        await _room.MemoryAsync(new { content = "expires at two past", ttl = 120 });
        var deleted = await _room.MemoryAsync(new { content = "deleted at one past" });
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.SentAsync("memory_delete", new { id = deleted });
        var plan = await _room.SentAsync("admin_purge_preview", new Dictionary<string, object> { [bound] = moment });
        (plan.Number("count"), plan.At("items").GetArrayLength(), plan.Number("omitted")).ShouldBe((count, count, 0));
    }

    [Fact]
    public async Task Preview_ShowsEachWithWhatAnOperatorMustKnow_AndDestroysNothing()
    {
        var id = await _room.MemoryAsync(new { content = "one", key = "k", project = "web", ttl = 60 });
        await _room.SentAsync("memory_update", new { id, content = "two" });
        var answer = await _room.SendAsync("admin_purge_preview", new { ids = id[..24] });
        var item = answer.Content.At("items.0");
        (item.Text("id"), item.Text("kind"), item.Text("project"), item.Text("key"), item.Number("versions"), item.Text("expires_at")).ShouldBe((id, "memory", "web", "k", 2, "2026-03-01T12:01:00.000Z"));
        answer.Text.ShouldBe("A purge would destroy 1 record(s). Nothing was destroyed.");
        (await _room.SentAsync("memory_get", new { id })).Number("memory.version").ShouldBe(2);
    }

    [Fact]
    public async Task Preview_OfVeryMany_CountsWhatItDoesNotShow()
    {
        await _room.SentAsync("memory_save", new { memories = Enumerable.Range(0, 450).Select(i => new { value = i, project = "web" }) });
        var plan = await _room.SentAsync("admin_purge_preview", new { project = "web" });
        (plan.Number("count"), plan.At("items").GetArrayLength() + plan.Number("omitted")).ShouldBe((450, 450));
        plan.Number("omitted").ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("{}", FailureCode.Invalid)]
    [InlineData("{'ids':[]}", FailureCode.Invalid)]
    [InlineData("{'ids':'m_01JZZZZZZZZZZZZZZZZZZZZZZZ'}", FailureCode.NotFound)]
    [InlineData("{'ids':'m_01'}", FailureCode.Invalid)]
    [InlineData("{'project':'nowhere'}", FailureCode.NotFound)]
    [InlineData("{'deleted_before':'yesterday'}", FailureCode.Invalid)]
    public async Task Preview_OfNothing_IsRefused(string json, string code) => await _room.RefusedAsync(code, "admin_purge_preview", json);

    private async Task<string> SaveAsync(string kind) => kind switch
    {
        "memory" => await _room.MemoryAsync(new { content = Words, title = Words, key = Words, tags = new[] { Words } }),
        "handoff" => await _room.HandoffAsync(new { summary = Words, key = Words, body = Words, decisions = new[] { Words } }),
        "task" => (await _room.SentAsync("task_save", new { title = Words, description = Words })).Text("task.id"),
        "archive" => (await _room.SentAsync("archive_append", new { key = Words, chunk = Words })).Text("archive.id"),
        _ => (await _room.SentAsync("notify", new { to = "bob", message = Words })).Text("notices.0.id"),
    };

    private async Task<PurgePlan> PurgeAsync(PurgeRequest request)
    {
        var by = new Provenance("operator", "ada", "baton", null, null, "p1", "purge");
        return (await new Purger(_room.Store, _room.Clock).ApplyAsync(request, by, default)).Value;
    }
}
