using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Bundles;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Bundles;

/// <summary>How far a bundle reaches: what its maker may see of what the handoff leads to, every such version, and nothing else.</summary>
public sealed class BundleReachTests : IAsyncLifetime
{
    private static readonly BundleKey Alice = Key("alice");
    private Room _here = null!;

    public async ValueTask InitializeAsync() => _here = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _here.DisposeAsync();

    [Fact]
    public async Task Make_FollowsRefsOfRefs_AndEachOnceThoughTheyGoRound()
    {
        var memory = await _here.MemoryAsync(new { content = "alpha" });
        var third = await _here.HandoffAsync(new { summary = "three", key = "3", refs = new[] { memory } });
        var second = await _here.HandoffAsync(new { summary = "two", key = "2", refs = new[] { third, memory } });
        var first = await _here.HandoffAsync(new { summary = "one", key = "1", refs = new[] { second } });
        await _here.HandoffAsync(new { summary = "three", key = "3", refs = new[] { memory, first } });
        foreach (var key in new[] { "1", "2", "3" }) (await MadeAsync(key)).Records.ShouldBe(4, key);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("expired")]
    [InlineData("private")]
    [InlineData("of another project")]
    public async Task Make_LeavesOutWhatItsMakerCannotSeeNow_AndStillOpens(string how)
    {
        var eve = _here.Caller("eve");
        var id = await _here.MemoryAsync(new { content = "left out", project = how == "of another project" ? "hr" : "web", ttl = how == "expired" ? (object)60 : null }, eve);
        await _here.HandoffAsync(new { summary = "one", key = "1", project = "web", refs = new[] { id } });
        if (how == "deleted") await _here.SentAsync("memory_delete", new { id });
        if (how == "private") await _here.SentAsync("memory_update", new { id, visibility = "private" }, eve);
        if (how == "expired") _here.Clock.Advance(TimeSpan.FromSeconds(60));
        var caller = _here.Caller("ada", "ci", "c", "web");
        var made = await MadeAsync("1", caller, "web");
        made.Records.ShouldBe(1);
        Encoding.UTF8.GetString(made.File.Span).ShouldNotContain(Convert.ToBase64String("left out"u8)[..8]);
        await using var there = await Room.OpenAsync();
        var report = await OpenedAsync(there, made);
        (report.Records, report.Failed).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Make_OfARecordThatWasAnothersPrivateOne_BringsWhatItsMakerMaySeeOfIt()
    {
        var eve = _here.Caller("eve");
        var id = await _here.MemoryAsync(new { content = "first, for eve alone", key = "k", visibility = "private" }, eve);
        await _here.SentAsync("memory_update", new { id, content = "second, for all", visibility = "project" }, eve);
        await _here.HandoffAsync(new { summary = "one", key = "1", refs = new[] { id } });
        var made = await MadeAsync("1");
        await using var there = await Room.OpenAsync();
        var report = await OpenedAsync(there, made);
        (report.Records, report.Failed).ShouldBe((2, 0), string.Join("; ", report.Errors.Select(error => error.ToString())));
        (await there.SentAsync("memory_get", new { id })).Text("memory.content").ShouldBe("second, for all");
        (await there.CallAsync("memory_get", $"{{'id':'{id}','history':true}}")).Content.GetRawText().ShouldNotContain("for eve alone");
    }

    [Fact]
    public async Task Make_OfMoreThanFiveHundred_IsRefusedWithTheNumber()
    {
        var refs = new List<string>();
        for (var part = 0; part < 3; part++)
        {
            var saved = await _here.SentAsync("memory_save", new { memories = Enumerable.Range(0, 200).Select(i => new { content = $"memory {part} {i}" }) });
            refs.Add(await _here.HandoffAsync(new { summary = $"part {part}", refs = saved.Each("memories", "id") }));
        }
        await _here.HandoffAsync(new { summary = "all", key = "all", refs });
        var failure = (await Bundles().MakeAsync(_here.Caller(), new RecordRef(null, "all"), Alice, null, default)).Failure.ShouldNotBeNull();
        (failure.Code, failure.Limit, failure.Path, failure.Hint).ShouldBe((FailureCode.TooLarge, 500, "/id", "Take some of its refs away."));
    }

    [Fact]
    public async Task Open_KeepsEveryVersionTheClaimAndTheTimes()
    {
        await _here.HandoffAsync(new { summary = "first", key = "1" });
        _here.Clock.Advance(TimeSpan.FromMinutes(5));
        await _here.HandoffAsync(new { summary = "second", key = "1", body = "text\r\n" });
        var made = await MadeAsync("1");
        await using var there = await Room.OpenAsync();
        there.Clock.Advance(TimeSpan.FromDays(1));
        await OpenedAsync(there, made);
        foreach (var version in new[] { 1, 2 })
        {
            var (was, arrived) = (await _here.SentAsync("handoff_load", new { key = "1", version }), await there.SentAsync("handoff_load", new { key = "1", version }));
            arrived.At("handoff").GetRawText().ShouldBe(was.At("handoff").GetRawText());
        }
    }

    [Fact]
    public async Task Open_WithoutKeeping_SaysTheSameAndWritesNothing()
    {
        await _here.HandoffAsync(new { summary = "first", key = "1" });
        var made = await MadeAsync("1");
        await using var there = await Room.OpenAsync();
        var tried = (await new HandoffBundles(there.Store, there.Clock).OpenAsync(made.File, Alice, Alice.Identity, keep: false, default)).Value;
        (await there.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
        var done = await OpenedAsync(there, made);
        (tried.Records, tried.Versions, tried.Failed).ShouldBe((done.Records, done.Versions, done.Failed));
    }

    private HandoffBundles Bundles() => new(_here.Store, _here.Clock);

    private async Task<MadeBundle> MadeAsync(string key, MemoryCaller? caller = null, string? project = null)
        => (await Bundles().MakeAsync(caller ?? _here.Caller(), new RecordRef(null, key, project), Alice, null, default)).Value;

    private static async Task<TransferReport> OpenedAsync(Room there, MadeBundle made)
        => (await new HandoffBundles(there.Store, there.Clock).OpenAsync(made.File, Alice, Alice.Identity, keep: true, default)).Value;

    private static BundleKey Key(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name + " signs")), SHA256.HashData(Encoding.UTF8.GetBytes(name + " agrees")));
}
