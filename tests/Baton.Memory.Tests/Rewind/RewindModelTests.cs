using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Records;
using Baton.Memory.Rewind;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Rewind;

/// <summary>
/// Whatever a rogue wrote, undoing it gives every record and link the state it had before, and undoing that gives the rogue's
/// state again. Where only the rogue wrote there is no conflict, however it moved keys about.
/// </summary>
public sealed class RewindModelTests
{
    private static readonly Provenance Neutral = new("g", "p", null, null, null, "r", "o");

    [Fact]
    public void Rewind_OfAnyWrites_GivesTheStateBefore_AndItsRewindTheStateAfter()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(20));

    [Fact]
    public async Task Rewind_OfAKeyThatWasPassedOn_GivesItBack()
    {
        await using var room = await Room.OpenAsync();
        var one = await room.MemoryAsync(new { content = "the first of two facts", key = "a" });
        var other = await room.MemoryAsync(new { content = "another one altogether", key = "b" });
        var (since, rogue) = (await LaterAsync(room), room.Caller("eve", "rogue"));
        await room.SentAsync("memory_update", new { id = one, key = "c" }, rogue);
        await room.SentAsync("memory_update", new { id = other, key = "a" }, rogue);
        var plan = await RewindAsync(room, new WriteFilter { Grant = "rogue", Since = since }, "rw");
        (plan.Conflicts, plan.Changes).ShouldBe((0, 2));
        (await KeyAsync(room, one), await KeyAsync(room, other)).ShouldBe(("a", "b"));
    }

    [Fact]
    public async Task Rewind_OfKeysThatWereSwapped_SwapsThemBack()
    {
        await using var room = await Room.OpenAsync();
        var ids = new[]
        {
            await room.MemoryAsync(new { content = "the first of three facts", key = "a" }),
            await room.MemoryAsync(new { content = "another one altogether", key = "b" }),
            await room.MemoryAsync(new { content = "and something about boats", key = "c" }),
        };
        var (since, rogue) = (await LaterAsync(room), room.Caller("eve", "rogue"));
        foreach (var (id, key) in new[] { (ids[0], "x"), (ids[1], "a"), (ids[2], "b"), (ids[0], "c") }) await room.SentAsync("memory_update", new { id, key }, rogue);
        (await RewindAsync(room, new WriteFilter { Grant = "rogue", Since = since }, "rw")).Conflicts.ShouldBe(0);
        foreach (var (id, key) in ids.Zip(new[] { "a", "b", "c" })) (await KeyAsync(room, id)).ShouldBe(key);
        (await RewindAsync(room, new WriteFilter { RequestId = "rw" }, "rw2")).Conflicts.ShouldBe(0);
        foreach (var (id, key) in ids.Zip(new[] { "c", "a", "b" })) (await KeyAsync(room, id)).ShouldBe(key);
    }

    [Fact]
    public async Task Rewind_OfAKeyThatSomebodyElseTook_LeavesItToThem()
    {
        await using var room = await Room.OpenAsync();
        var one = await room.MemoryAsync(new { content = "the first of two facts", key = "a" });
        var since = await LaterAsync(room);
        await room.SentAsync("memory_update", new { id = one, key = "c" }, room.Caller("eve", "rogue"));
        var other = await room.MemoryAsync(new { content = "an honest newcomer's fact", key = "a" });
        var plan = await RewindAsync(room, new WriteFilter { Grant = "rogue", Since = since }, "rw");
        plan.Items.Single().Conflict!.Reason.ShouldBe($"its key 'a' now belongs to {other}");
        (await KeyAsync(room, other), await KeyAsync(room, one)).ShouldBe(("a", "c"));
    }

    private static async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        await using var room = await Room.OpenAsync();
        var ids = new List<string>();
        for (var step = 0; step < 12; step++) await StepAsync(room, random, ids, room.Caller());
        var before = await StateAsync(room);
        var since = await LaterAsync(room);
        for (var step = 0; step < 14; step++) await StepAsync(room, random, ids, room.Caller("eve", "rogue"));
        var after = await StateAsync(room);

        var plan = await RewindAsync(room, new WriteFilter { Grant = "rogue", Since = since }, "rw");
        plan.Items.Where(item => item.Conflict is not null).Select(item => item.Conflict!.Reason).ShouldBeEmpty($"seed {seed}");
        plan.Links.Where(link => link.Conflict is not null).ShouldBeEmpty($"seed {seed}");
        ShouldBe(await StateAsync(room), before, $"seed {seed}, undone");
        await RewindAsync(room, new WriteFilter { RequestId = "rw" }, "rw2");
        ShouldBe(await StateAsync(room), after, $"seed {seed}, done again");
    }

    private static async Task StepAsync(Room room, Random random, List<string> ids, MemoryCaller caller)
    {
        string Key() => $"k{random.Next(4)}";
        string Id() => ids.Count == 0 ? "m_01JZZZZZZZZZZZZZZZZZZZZZZZ" : ids[random.Next(ids.Count)];
        string Visibility() => random.Next(3) switch { 0 => "private", 1 => "shared", _ => "project" };
        room.Clock.Advance(TimeSpan.FromTicks(random.Next(0, 30_000_000)));
        var answer = random.Next(13) switch
        {
            0 or 1 => await room.SendAsync("memory_save", new { content = $"fact number {random.Next(1000)} on {Key()}", key = Key(), visibility = Visibility() }, caller),
            2 => await room.SendAsync("memory_update", new { id = Id(), key = Key() }, caller),
            3 => await room.SendAsync("memory_update", new { id = Id(), visibility = Visibility() }, caller),
            4 => await room.SendAsync("memory_delete", new { id = Id(), restore = random.Next(2) == 0 }, caller),
            5 => await room.SendAsync("memory_save", new { content = $"newer fact {random.Next(1000)}", supersedes = new[] { Id() } }, caller),
            6 => await room.SendAsync("handoff_save", new { summary = $"s{random.Next(1000)}", key = Key(), body = random.Next(2) == 0 ? "b" : null }, caller),
            7 => await room.SendAsync("handoff_append", new { key = Key(), chunk = $"c{random.Next(10)}" }, caller),
            8 => await room.SendAsync("handoff_delete", new { key = Key() }, caller),
            9 => await room.SendAsync("task_save", new { title = $"t{random.Next(1000)}", key = Key() }, caller),
            10 => await room.SendAsync("task_update", new { key = Key(), status = random.Next(2) == 0 ? "done" : "open" }, caller),
            11 => await room.SendAsync("memory_link", new { id = Id(), to = Id(), relation = "about", remove = random.Next(2) == 0 }, caller),
            _ => await room.SendAsync("handoff_claim", new { key = Key() }, caller),
        };
        if (answer.Failure is null && answer.Content.TryGetProperty("memories", out var saved)) ids.Add(saved.Text("0.id"));
    }

    private static async Task<SortedDictionary<string, string>> StateAsync(Room room)
        => await room.Store.ReadAsync(async reader =>
        {
            var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var row in await reader.ScanAsync(0, 1000))
            {
                var codec = RecordCodecs.Of(row.Version.Kind);
                var neutral = codec.Restamp(row.Version, new VersionStamp(1, default, Neutral, DeletedAt: null), default);
                state[row.Version.Id] = row.Version.DeletedAt is null ? Encoding.UTF8.GetString(neutral.Data.Span) : "gone";
            }
            foreach (var link in (await reader.ScanLinksAsync(0, 1000)).Where(link => link.End is null)) state[$"{link.Link.From} {link.Link.Relation} {link.Link.To}"] = "linked";
            return state;
        }, default);

    private static void ShouldBe(SortedDictionary<string, string> state, SortedDictionary<string, string> expected, string because)
    {
        var differences = state.Keys.Union(expected.Keys)
            .Where(key => state.GetValueOrDefault(key, "gone") != expected.GetValueOrDefault(key, "gone") && !(key.Contains(' ') && state.ContainsKey(key) == expected.ContainsKey(key)))
            .Select(key => $"{key}: {state.GetValueOrDefault(key)} instead of {expected.GetValueOrDefault(key)}");
        differences.ShouldBeEmpty(because);
    }

    private static async Task<RewindPlan> RewindAsync(Room room, WriteFilter writes, string request)
    {
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        var by = new Provenance("operator", "ada", "baton", null, null, request, "rewind");
        return (await new Rewinder(room.Store, room.Clock).ApplyAsync(new RewindRequest { Writes = writes }, by, default)).Value;
    }

    private static async Task<DateTimeOffset> LaterAsync(Room room)
    {
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        return await Task.FromResult(room.Clock.GetUtcNow());
    }

    private static async Task<string> KeyAsync(Room room, string id) => (await room.SentAsync("memory_get", new { id })).Text("memory.key");
}
