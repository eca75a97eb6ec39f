using System.Security.Cryptography;
using Baton.Memory.Limits;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Operations;

public sealed class RecordListingTests
{
    private static readonly RecordFilter Memories = new() { Kind = RecordKind.Memory, Project = "atlas" };

    [Theory]
    [InlineData(0, 3, false, "4 3 2", 5L, true)]
    [InlineData(2, 3, false, "2 1 0", 5L, false)]
    [InlineData(4, 3, false, "0", 5L, false)]
    [InlineData(9, 3, false, "", 5L, false)]
    [InlineData(0, 0, false, "", 5L, true)]
    [InlineData(-5, 2, false, "4 3", 5L, true)]
    [InlineData(1, -1, false, "", 5L, true)]
    [InlineData(0, int.MaxValue, false, "4 3 2 1 0", 5L, false)]
    [InlineData(1, int.MaxValue, false, "3 2 1 0", 5L, false)]
    [InlineData(int.MaxValue, int.MaxValue, false, "", 5L, false)]
    [InlineData(0, 2, true, "0 1", 5L, true)]
    [InlineData(3, 9, true, "3 4", 5L, false)]
    public async Task List_PartOfAList_IsShownAndCounted(int skip, int most, bool oldestFirst, string shown, long? total, bool hasMore)
    {
        await using var room = await FilledAsync(5);
        var listed = await ListAsync(room, new RecordQuestion<MemoryRecord>(Memories, most) { Skip = skip, OldestFirst = oldestFirst });
        string.Join(' ', listed.Records.Select(memory => memory.Content)).ShouldBe(shown);
        (listed.Total, listed.HasMore).ShouldBe((total, hasMore));
    }

    /// <summary>What only reading tells is counted when it is asked for, or when the end was reached anyway.</summary>
    [Theory]
    [InlineData(1, false, null, true)]
    [InlineData(1, true, 3L, true)]
    [InlineData(9, false, 3L, false)]
    public async Task List_ByWhatTheStoreCannotSay_CountsWhenAsked(int most, bool withTotal, long? total, bool hasMore)
    {
        await using var room = await FilledAsync(5);
        var listed = await ListAsync(room, new RecordQuestion<MemoryRecord>(Memories, most) { WithTotal = withTotal, Fits = memory => int.Parse(memory.Content!, null) % 2 == 0 });
        (listed.Total, listed.HasMore, listed.Records[0].Content).ShouldBe((total, hasMore, "4"));
    }

    [Fact]
    public async Task List_MoreThanAPageOfTheStore_GivesEveryRecordOnce()
    {
        await using var room = await FilledAsync(230);
        var listed = await ListAsync(room, new RecordQuestion<MemoryRecord>(Memories, 300));
        listed.Records.Select(memory => memory.Content).ShouldBe(Enumerable.Range(0, 230).Reverse().Select(number => $"{number}"));
        (await ListAsync(room, new RecordQuestion<MemoryRecord>(Memories, 3) { Skip = 210 })).Records.Select(memory => memory.Content).ShouldBe(["19", "18", "17"]);
    }

    [Fact]
    public async Task List_EveryProject_StaysWithinTheConnections()
    {
        await using var room = await FilledAsync(2);
        await room.DoneAsync("memory_save", "{'content':'9','project':'borea'}");
        await room.DoneAsync("memory_save", "{'content':'8','project':'cetus'}");
        var every = new RecordQuestion<MemoryRecord>(new RecordFilter { Kind = RecordKind.Memory }, 9) { EveryProject = true };
        (await ListAsync(room, every)).Total.ShouldBe(4);
        (await ListAsync(room, every, "atlas", "borea")).Total.ShouldBe(3);
        (await Listing(room).MemoriesAsync(room.Caller(projects: "borea"), new RecordQuestion<MemoryRecord>(Memories, 9), default)).Failure!.Code.ShouldBe(FailureCode.Forbidden);
    }

    [Fact]
    public async Task List_Superseded_OnlyWhenAsked()
    {
        await using var room = await FilledAsync(1);
        var id = (await ListAsync(room, new RecordQuestion<MemoryRecord>(Memories, 1))).Records[0].Id;
        await room.DoneAsync("memory_save", $"{{'content':'new','project':'atlas','supersedes':['{id}']}}");
        (await ListAsync(room, new RecordQuestion<MemoryRecord>(Memories, 9))).Total.ShouldBe(1);
        (await ListAsync(room, new RecordQuestion<MemoryRecord>(Memories, 9) { IncludeSuperseded = true })).Total.ShouldBe(2);
    }

    [Theory]
    [InlineData(true, 5L, "2 of 5 are shown; ask again.")]
    [InlineData(true, null, "There are more; ask again.")]
    [InlineData(false, 2L, null)]
    public void Note_SaysWhatIsNotShown(bool hasMore, long? total, string? note)
        => new Listed<int>([1, 2], total, hasMore).Note("ask again").ShouldBe(note);

    private static async Task<Room> FilledAsync(int count)
    {
        var room = await Room.OpenAsync();
        for (var number = 0; number < count; number++)
        {
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            await room.DoneAsync("memory_save", $"{{'content':'{number}','project':'atlas'}}");
        }
        return room;
    }

    private static async Task<Listed<MemoryRecord>> ListAsync(Room room, RecordQuestion<MemoryRecord> question, params string[] projects)
        => (await Listing(room).MemoriesAsync(room.Caller(projects: projects), question, default)).Value;

    private static RecordListing Listing(Room room) => new(new MemoryContext(room.Store, room.Clock, RandomNumberGenerator.Fill, MemoryLimits.Default));
}
