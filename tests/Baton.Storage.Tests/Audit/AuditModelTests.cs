using Baton.Gateway.Audit;
using Baton.Gateway.Keys;
using Baton.Storage.Sqlite.Audit;
using Baton.Storage.Tests.Support;
using Baton.TestSupport;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Audit;

/// <summary>
/// Rows written by two processes with the clock going both ways, pruned now and then: any question gives what a plain list of
/// the rows gives, the chain verifies after every step, and each row that is left proves itself.
/// </summary>
public sealed class AuditModelTests
{
    private static readonly string[] Grants = ["ci", "dev"];
    private static readonly string[] Tools = ["read", "write", "call_tool"];
    private static readonly string[] Kinds = [AuditKind.Intent, AuditKind.Outcome, AuditKind.Refusal];

    [Fact]
    public void Read_AnyLogAndAnyQuestion_GivesWhatAListGives()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(15));

    private static async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        var keys = new AuditKeys(KeyMaterial.New());
        var time = new ManualTimeProvider();
        await using var one = SqliteAuditStore.Open(folder.Data, keys, new AuditOptions(), time, error => throw error);
        await using var two = SqliteAuditStore.Open(folder.Data, keys, new AuditOptions(), time, error => throw error);
        var log = new Log();
        var heads = new List<AuditHead>();
        for (var step = 0; step < 60; step++)
        {
            IAuditStore store = random.Next(2) == 0 ? one : two;
            time.Advance(TimeSpan.FromSeconds(random.Next(-3, 8)));
            var now = time.GetUtcNow();
            if (random.Next(15) == 0)
            {
                var before = now.AddSeconds(-random.Next(0, 60));
                (await store.PruneAsync(before, default)).Value.ShouldBe(log.Prune(before, now), $"seed {seed}, step {step}");
            }
            else
            {
                var entry = Entry(random);
                (await store.AppendAsync(entry)).ShouldBe(log.Append(entry, now), $"seed {seed}, step {step}");
            }
            if (random.Next(10) == 0) heads.Add(store.Head());
            var query = Question(random, now, log.Last);
            one.Read(query).Select(row => row.Sequence).ShouldBe(log.Read(query), $"seed {seed}, step {step}: {query}");
        }
        foreach (var store in new IAuditStore[] { one, two })
        {
            var rows = store.Read(new AuditQuery()).ToList();
            rows.Select(row => (row.Sequence, row.Time)).ShouldBe(log.Rows.Select(row => (row.Sequence, row.Time)), $"seed {seed}");
            store.Verify(heads, default).ShouldBe(new AuditVerdict(null, log.Rows.Count, log.Rows[0].Sequence, log.Last, heads.Count), $"seed {seed}");
            foreach (var row in log.Rows) store.Prove(row.Sequence).ShouldNotBeNull().Holds.ShouldBeTrue($"seed {seed}, row {row.Sequence}");
            store.Prove(log.Rows[0].Sequence - 1).ShouldBeNull();
            store.Prove(log.Last + 1).ShouldBeNull();
        }
    }

    private static AuditEntry Entry(Random random) => new()
    {
        Kind = Any(random, Kinds),
        Outcome = Any(random, ["allow", "deny"]),
        Grant = Any(random, [.. Grants, null]),
        Server = Any(random, ["memory", "files", null]),
        Tool = Any(random, [.. Tools, null]),
        InnerTools = random.Next(4) == 0 ? ["read", "délète \"x\""] : [],
        RequestId = random.Next(3) == 0 ? $"r{random.Next(5)}" : null,
        Message = random.Next(3) == 0 ? "\"inner_tools\":[\"write\"]" : null,
    };

    private static AuditQuery Question(Random random, DateTimeOffset now, long last) => new()
    {
        Grant = random.Next(3) == 0 ? Any(random, Grants) : null,
        Server = random.Next(4) == 0 ? "files" : null,
        Tool = random.Next(3) == 0 ? Any(random, [.. Tools, "délète \"x\""]) : null,
        Outcome = random.Next(4) == 0 ? "deny" : null,
        Kind = random.Next(4) == 0 ? Any(random, [.. Kinds, AuditKind.Event]) : null,
        RequestId = random.Next(5) == 0 ? "r1" : null,
        Since = random.Next(3) == 0 ? now.AddSeconds(-random.Next(-5, 60)) : null,
        Until = random.Next(3) == 0 ? now.AddSeconds(-random.Next(-5, 60)) : null,
        After = random.Next(3) == 0 ? random.NextInt64(0, last + 2) : 0,
        Last = random.Next(3) == 0 ? random.Next(1, 6) : null,
    };

    private static T Any<T>(Random random, T[] values) => values[random.Next(values.Length)];

    private sealed record Row(long Sequence, DateTimeOffset Time, AuditEntry Entry);

    private sealed class Log
    {
        private DateTimeOffset _time = DateTimeOffset.MinValue;

        public List<Row> Rows { get; } = [];

        public long Last { get; private set; }

        public long Append(AuditEntry entry, DateTimeOffset now)
        {
            if (now > _time) _time = now;
            Rows.Add(new Row(++Last, _time, entry));
            return Last;
        }

        /// <summary>What is older goes, and a row that says so comes.</summary>
        public long Prune(DateTimeOffset before, DateTimeOffset now)
        {
            var pruned = Rows.RemoveAll(row => row.Time < before);
            if (pruned > 0) Append(new AuditEntry { Kind = AuditKind.Event, Outcome = "pruned" }, now);
            return pruned;
        }

        public IEnumerable<long> Read(AuditQuery query)
        {
            var found = Rows.Where(row => row.Sequence > query.After
                && (query.Grant is null || row.Entry.Grant == query.Grant)
                && (query.Server is null || row.Entry.Server == query.Server)
                && (query.Tool is null || row.Entry.Tool == query.Tool || row.Entry.InnerTools.Contains(query.Tool))
                && (query.Outcome is null || row.Entry.Outcome == query.Outcome)
                && (query.Kind is null || row.Entry.Kind == query.Kind)
                && (query.RequestId is null || row.Entry.RequestId == query.RequestId)
                && (query.Since is null || row.Time >= query.Since)
                && (query.Until is null || row.Time < query.Until)).Select(row => row.Sequence);
            return query.Last is { } last ? found.TakeLast(last) : found;
        }
    }
}
