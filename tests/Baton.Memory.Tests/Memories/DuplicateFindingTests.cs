using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

public sealed class DuplicateFindingTests
{
    private const string Fact = "the staging database listens behind the blue proxy";

    [Fact]
    public async Task Find_SaysTheSame_IsAPairOfTheNewerAndTheOlder()
    {
        await using var room = await Room.OpenAsync();
        var ids = await SaveAsync(room, ("project", Fact), ("project", "cats sleep a lot"), ("project", Fact.ToUpperInvariant()));
        var found = await FindAsync(room, 0.9);
        found.Scanned.ShouldBe(3);
        var pair = found.Pairs.ShouldHaveSingleItem();
        (pair.Newer.Id, pair.Older.Id, pair.Score).ShouldBe((ids[2], ids[0], 1));
    }

    [Fact]
    public async Task Find_SeveralOfTheSame_NamesEachOlderOnce()
    {
        await using var room = await Room.OpenAsync();
        var ids = await SaveAsync(room, [.. Enumerable.Repeat(("project", Fact), 4)]);
        var found = await FindAsync(room, 0.9);
        found.Pairs.Select(pair => pair.Older.Id).ShouldBeUnique();
        found.Pairs.ShouldAllBe(pair => string.CompareOrdinal(pair.Newer.Id, pair.Older.Id) > 0);
        found.Pairs.ShouldAllBe(pair => pair.Older.Id != ids[3]);
        found.Pairs.Select(pair => pair.Older.Id).Order().ShouldBe(ids[..3].Order());
    }

    [Theory]
    [InlineData("private", "project")]
    [InlineData("shared", "project")]
    [InlineData("private", "shared")]
    public async Task Find_OfDifferentVisibility_AreNoPair(string one, string other)
    {
        await using var room = await Room.OpenAsync();
        await SaveAsync(room, (one, Fact), (other, Fact));
        (await FindAsync(room, 0.6)).Pairs.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0.6, 1)]
    [InlineData(0.99, 0)]
    public async Task Find_NearlyTheSame_IsAPairFromItsThresholdOn(double threshold, int pairs)
    {
        await using var room = await Room.OpenAsync();
        await SaveAsync(room, ("project", Fact), ("project", Fact + " today"));
        (await FindAsync(room, threshold)).Pairs.Length.ShouldBe(pairs);
    }

    [Theory]
    [InlineData("the staging database listens on port 5433", "the staging database listens on port 5434")]
    [InlineData("the staging database listens to the proxy", "the staging database never listens to the proxy")]
    public async Task Find_Contradiction_IsNoDuplicate(string one, string other)
    {
        await using var room = await Room.OpenAsync();
        await SaveAsync(room, ("project", one), ("project", other));
        (await FindAsync(room, 0.4)).Pairs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_ChangesNothing_AndPassesOverWhatIsDeletedOrAnothers()
    {
        await using var room = await Room.OpenAsync();
        var ids = await SaveAsync(room, ("project", Fact), ("private", Fact), ("project", Fact));
        await room.DoneAsync("memory_delete", $"{{'id':'{ids[0]}'}}");
        (await FindAsync(room, 0.6)).Pairs.ShouldBeEmpty();
        (await FindAsync(room, 0.6, "bob")).Scanned.ShouldBe(1);
        (await room.DoneAsync("memory_get", $"{{'id':'{ids[2]}'}}")).Number("memory.version").ShouldBe(1);
    }

    private static async Task<DuplicatesFound> FindAsync(Room room, double threshold, string principal = "ada")
        => (await room.Server.Memories.FindDuplicatesAsync(room.Caller(principal), new RecordQuestion<MemoryRecord>(new RecordFilter { Kind = RecordKind.Memory }, 100), threshold, _ => "", default)).Value;

    private static async Task<string[]> SaveAsync(Room room, params (string Visibility, string Text)[] memories)
    {
        var ids = new List<string>();
        foreach (var (visibility, text) in memories)
        {
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            ids.Add((await room.DoneAsync("memory_save", $"{{'content':'{text}','visibility':'{visibility}'}}")).Text("memories.0.id"));
        }
        return [.. ids];
    }
}
