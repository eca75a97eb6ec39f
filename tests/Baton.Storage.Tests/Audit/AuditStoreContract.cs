using System.Text.Json;
using Baton.Gateway.Audit;
using Baton.Gateway.Keys;
using Baton.TestSupport;

namespace Baton.Storage.Tests.Audit;

/// <summary>What every audit store must do.</summary>
public abstract class AuditStoreContract
{
    private readonly KeyMaterial _secret = KeyMaterial.New();

    protected AuditStoreContract() => Keys = new AuditKeys(_secret);

    protected AuditKeys Keys { get; }

    protected ManualTimeProvider Time { get; } = new();

    protected List<Exception> Failures { get; } = [];

    /// <summary>Opens the one store of this test; a second opening is another process.</summary>
    protected abstract IAuditStore Open(AuditOptions? options = null, AuditKeys? keys = null);

    [Fact]
    public async Task Append_ThenRead_GivesTheRowBackAsExported()
    {
        await using var store = Open();

        (await store.AppendAsync(Entry("deny", tool: "handoff_save") with { Message = "Too many." })).ShouldBe(1);

        var row = store.Read(new AuditQuery()).Single();
        using var json = JsonDocument.Parse(row.Body);
        json.RootElement.GetProperty("sequence").GetInt64().ShouldBe(1);
        json.RootElement.GetProperty("time").GetDateTimeOffset().ShouldBe(Time.GetUtcNow());
        json.RootElement.GetProperty("message").GetString().ShouldBe("Too many.");
        row.Index.ShouldBe(new AuditIndex(AuditKind.Refusal, "ci", "memory", "handoff_save", "deny", null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_ManyAtOnceInTwoProcesses_MakesOneUnbrokenChain(bool syncFull)
    {
        await using var one = Open(new AuditOptions { SyncFull = syncFull });
        await using var two = Open(new AuditOptions { SyncFull = syncFull });

        var appends = Enumerable.Range(0, 400).Select(number => Task.Run(async () => await (number % 2 == 0 ? one : two).AppendAsync(Entry("allow"))));
        var sequences = await Task.WhenAll(appends);

        sequences.Order().ShouldBe(Enumerable.Range(1, 400).Select(number => (long)number));
        one.Verify([], default).ShouldBe(new AuditVerdict(null, 400, 1, 400, 0));
    }

    [Fact]
    public async Task Prove_OfEveryRow_HoldsAndNamesWhatItFollows()
    {
        await using var store = Open();
        for (var number = 0; number < 3; number++) await store.AppendAsync(Entry("allow"));

        var first = store.Prove(1).ShouldNotBeNull();
        var second = store.Prove(2).ShouldNotBeNull();

        (first.Holds, second.Holds, store.Prove(3)!.Holds).ShouldBe((true, true, true));
        second.Previous.ToArray().ShouldBe(first.Row.Mac.ToArray());
        (store.Prove(0), store.Prove(4), store.Prove(-1), store.Prove(long.MaxValue)).ShouldBe((null, null, null, null));
    }

    [Fact]
    public async Task Prove_AfterPruning_FollowsTheCheckpoint()
    {
        await using var store = Open();
        for (var number = 0; number < 3; number++) await store.AppendAsync(Entry("allow"));
        Time.Advance(TimeSpan.FromDays(1));
        await store.AppendAsync(Entry("allow"));
        (await store.PruneAsync(Time.GetUtcNow(), default)).Value.ShouldBe(3);

        store.Prove(3).ShouldBeNull();
        store.Prove(4).ShouldNotBeNull().Holds.ShouldBeTrue();
        store.Prove(5).ShouldNotBeNull().Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task Post_ThenFlush_IsThere()
    {
        await using var store = Open();

        for (var number = 0; number < 50; number++) store.Post(Entry("allow"));
        await store.FlushAsync();

        store.Read(new AuditQuery()).Count().ShouldBe(50);
        store.Verify([], default).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task Post_ThenDispose_IsThere()
    {
        await using (var store = Open()) store.Post(Entry("allow"));

        await using var again = Open();
        again.Read(new AuditQuery()).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Append_AfterTheClockStepsBack_KeepsTimeFromGoingBack()
    {
        await using var store = Open();
        await store.AppendAsync(Entry("allow"));
        Time.Advance(TimeSpan.FromHours(-1));
        await store.AppendAsync(Entry("allow"));

        var times = store.Read(new AuditQuery()).Select(row => row.Time).ToList();

        times[1].ShouldBe(times[0]);
        store.Verify([], default).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task Read_WithConditions_GivesOnlyWhatMatches()
    {
        await using var store = Open();
        await store.AppendAsync(Entry("allow", grant: "ci", tool: "a"));
        Time.Advance(TimeSpan.FromMinutes(1));
        await store.AppendAsync(Entry("deny", grant: "ci", tool: "b"));
        Time.Advance(TimeSpan.FromMinutes(1));
        await store.AppendAsync(Entry("deny", grant: "dev", tool: "b") with { RequestId = "r3", Server = "files" });
        await store.AppendAsync(Entry("allow", grant: "x", tool: "call_tool") with { InnerTools = ["c", "inner_tools"] });

        long[] Found(AuditQuery query) => [.. store.Read(query).Select(row => row.Sequence)];

        Found(new AuditQuery { Grant = "ci" }).ShouldBe([1, 2]);
        Found(new AuditQuery { Outcome = "deny", Tool = "b" }).ShouldBe([2, 3]);
        Found(new AuditQuery { Tool = "c" }).ShouldBe([4]);
        Found(new AuditQuery { Tool = "call_tool" }).ShouldBe([4]);
        Found(new AuditQuery { Server = "files" }).ShouldBe([3]);
        Found(new AuditQuery { RequestId = "r3" }).ShouldBe([3]);
        Found(new AuditQuery { Kind = AuditKind.Intent }).ShouldBeEmpty();
        Found(new AuditQuery { Since = Time.GetUtcNow().AddMinutes(-1) }).ShouldBe([2, 3, 4]);
        Found(new AuditQuery { Since = Time.GetUtcNow().AddMinutes(1) }).ShouldBeEmpty();
        Found(new AuditQuery { Until = Time.GetUtcNow().AddMinutes(-1) }).ShouldBe([1]);
        Found(new AuditQuery { After = 1, Last = 1 }).ShouldBe([4]);
        Found(new AuditQuery { Last = 2 }).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task Verify_WithHeads_ComparesThem()
    {
        await using var store = Open();
        store.Head().Sequence.ShouldBe(0);
        await store.AppendAsync(Entry("allow"));
        var head = store.Head();
        await store.AppendAsync(Entry("allow"));

        store.Verify([head, store.Head()], default).ShouldBe(new AuditVerdict(null, 2, 1, 2, 2));
    }

    [Fact]
    public async Task Prune_OldRows_LeavesACheckpointAndARowThatSaysSo()
    {
        await using var store = Open();
        for (var number = 0; number < 5; number++)
        {
            await store.AppendAsync(Entry("allow"));
            Time.Advance(TimeSpan.FromDays(1));
        }
        var head = store.Head();

        (await store.PruneAsync(Time.GetUtcNow().AddDays(-2), default)).Value.ShouldBe(3);

        var verdict = store.Verify([head], default);
        (verdict.Fault, verdict.First, verdict.Last).ShouldBe((null, 4, 6));
        store.Read(new AuditQuery { Kind = AuditKind.Event }).Single().Sequence.ShouldBe(6);
        (await store.PruneAsync(Time.GetUtcNow().AddDays(-30), default)).Value.ShouldBe(0);
    }

    [Fact]
    public async Task PlanPrune_SaysWhatPruneThenDoes_AndChangesNothing()
    {
        await using var store = Open();
        var began = Time.GetUtcNow();
        for (var number = 0; number < 5; number++)
        {
            await store.AppendAsync(Entry("allow"));
            Time.Advance(TimeSpan.FromDays(1));
        }
        var third = store.Read(new AuditQuery()).ElementAt(2).Mac;

        var plan = store.PlanPrune(began.AddDays(3)).ShouldNotBeNull();

        (plan.Rows, plan.First, plan.Last, plan.From, plan.To, plan.IsAll).ShouldBe((3, 1, 3, began, began.AddDays(2), false));
        plan.Mac.ToArray().ShouldBe(third.ToArray());
        store.Read(new AuditQuery()).Count().ShouldBe(5);
        (await store.PruneAsync(began.AddDays(3), default)).Value.ShouldBe(plan.Rows);
        (store.PlanPrune(began.AddDays(4))?.Rows, store.PlanPrune(began.AddDays(4))?.First).ShouldBe((1, 4));
        store.PlanPrune(Time.GetUtcNow().AddDays(1)).ShouldNotBeNull().IsAll.ShouldBeTrue();
    }

    [Fact]
    public async Task PlanPrune_NothingSoOld_IsNull()
    {
        await using var store = Open();
        store.PlanPrune(Time.GetUtcNow().AddDays(1)).ShouldBeNull();

        await store.AppendAsync(Entry("allow"));

        store.PlanPrune(Time.GetUtcNow()).ShouldBeNull();
    }

    [Fact]
    public async Task Prune_Everything_LetsTheChainGoOn()
    {
        await using var store = Open();
        await store.AppendAsync(Entry("allow"));
        Time.Advance(TimeSpan.FromDays(1));
        await store.PruneAsync(Time.GetUtcNow(), default);
        Time.Advance(TimeSpan.FromDays(1));
        await store.PruneAsync(Time.GetUtcNow(), default);

        (await store.AppendAsync(Entry("allow"))).ShouldBe(4);

        store.Verify([], default).ShouldBe(new AuditVerdict(null, 2, 3, 4, 0));
    }

    [Fact]
    public async Task Open_WithAnotherKey_IsRefusedAndSaysWhatToDo()
    {
        await using (var store = Open()) await store.AppendAsync(Entry("allow"));

        var refusal = Should.Throw<Baton.Memory.Storage.StoreUnavailableException>(() => Open(keys: new AuditKeys(KeyMaterial.New())));

        refusal.Message.ShouldContain("BATON_AUDIT_KEY_FILE");
    }

    protected static AuditEntry Entry(string outcome, string grant = "ci", string tool = "memory_save") => new()
    {
        Kind = AuditKind.Refusal,
        Outcome = outcome,
        Grant = grant,
        Server = "memory",
        Tool = tool,
    };
}
