using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

public sealed class MemoryRatingTests
{
    [Theory]
    [InlineData("useful", true)]
    [InlineData("not_useful", true)]
    [InlineData("misleading", true)]
    [InlineData("Useful", false)]
    [InlineData("", false)]
    [InlineData("great", false)]
    public void IsRating_Word_IsOneOfThree(string word, bool isRating) => MemoryRating.IsRating(word).ShouldBe(isRating);

    [Theory]
    [InlineData(null, "useful", 0.6)]
    [InlineData(null, "not_useful", 0.4)]
    [InlineData(null, "misleading", 0.2)]
    [InlineData(0.95, "useful", 1)]
    [InlineData(1.0, "useful", 1)]
    [InlineData(0.05, "not_useful", 0)]
    [InlineData(0.3, "misleading", 0)]
    [InlineData(0.7, "useful", 0.8)]
    [InlineData(0.123, "misleading", 0)]
    public async Task Rate_MovesImportanceWithinItsBounds(double? before, string rating, double after)
    {
        await using var room = await Room.OpenAsync();
        var memory = await SavedAsync(room, before);
        (await RateAsync(room, memory, rating)).Importance.ShouldBe(after);
    }

    [Fact]
    public async Task Rate_SeveralTimes_CountsEachWordInItsLabelAndKeepsTheText()
    {
        await using var room = await Room.OpenAsync();
        var memory = await SavedAsync(room, null);
        foreach (var rating in (string[])["useful", "misleading", "useful", "useful"]) memory = await RateAsync(room, memory, rating);
        memory.Labels.ShouldBe(new Dictionary<string, string> { ["feedback_misleading"] = "1", ["feedback_useful"] = "3" });
        memory.Importance.ShouldBe(0.5);
        (memory.Version, memory.Content).ShouldBe((5, "otters hold hands"));
    }

    [Fact]
    public async Task Rate_NoSuchMemory_IsNotFound()
    {
        await using var room = await Room.OpenAsync();
        (await room.Server.Memories.RateAsync(room.Caller(), new RecordRef("m_01JNOSUCHONE"), "useful", default)).Failure!.Code.ShouldBe(FailureCode.NotFound);
    }

    [Fact]
    public async Task Rate_OthersPrivateMemory_IsNotFoundAndUnchanged()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("memory_save", "{'content':'mine','visibility':'private'}")).Text("memories.0.id");
        (await room.Server.Memories.RateAsync(room.Caller("bob"), new RecordRef(id), "misleading", default)).Failure!.Code.ShouldBe(FailureCode.NotFound);
        (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Number("memory.version").ShouldBe(1);
    }

    private static async Task<MemoryRecord> SavedAsync(Room room, double? importance)
    {
        var fields = new MemoryFields { Content = "otters hold hands", Importance = importance is { } said ? said : default(Patch<double>) };
        var saved = (await room.Server.Memories.SaveAsync(room.Caller(), new MemorySaveRequest([fields]), default)).Value;
        return (await room.Server.Memories.GetAsync(room.Caller(), new RecordRef(saved.Memories[0].Id), history: false, default)).Value.Memory;
    }

    private static async Task<MemoryRecord> RateAsync(Room room, MemoryRecord memory, string rating)
        => (await room.Server.Memories.RateAsync(room.Caller(), new RecordRef(memory.Id), rating, default)).Value.Memory;
}
