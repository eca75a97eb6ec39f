using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Search;

/// <summary>The places that a thread gives out by itself say nothing of what others keep private in it: nobody sees a gap that only those explain.</summary>
public sealed class ThreadPlaceIsolationTests
{
    [Fact]
    public async Task Save_AfterOnesOwnPrivateOnes_TakesThePlaceThatOthersExpect()
    {
        await using var room = await Room.OpenAsync();
        var eve = room.Caller("eve");
        (await PlaceAsync(room, room.Caller(), "project")).ShouldBe(1);
        (await PlaceAsync(room, eve, "private")).ShouldBe(2);
        (await PlaceAsync(room, eve, "private")).ShouldBe(3);
        (await PlaceAsync(room, eve, "project")).ShouldBe(2);
        (await PlaceAsync(room, room.Caller(), "project")).ShouldBe(3);
        (await PlaceAsync(room, eve, "shared")).ShouldBe(4);
        (await PlaceAsync(room, eve, "private")).ShouldBe(5);
    }

    /// <summary>Whoever writes what in whatever order: each sees places of others that are whole numbers from 1 without a gap.</summary>
    [Fact]
    public void Save_AnyOrderOfPrincipalsAndVisibilities_LeavesNoGapInWhatAllSee()
        => Prop.ForAll(Gen.Elements("ada project", "ada private", "eve project", "eve private", "bob private").ListOf(9).ToArbitrary(), steps =>
        {
            Task.Run(async () =>
            {
                await using var room = await Room.OpenAsync();
                var seen = new List<int>();
                foreach (var step in steps)
                {
                    var (who, visibility) = (step.Split(' ')[0], step.Split(' ')[1]);
                    var place = await PlaceAsync(room, room.Caller(who), visibility);
                    if (visibility == "project") seen.Add(place);
                }
                seen.ShouldBe(Enumerable.Range(1, seen.Count), string.Join(", ", steps));
            }).GetAwaiter().GetResult();
        }).Check(Repeatable.Config.WithMaxTest(6));

    [Fact]
    public async Task Save_WithAGivenPlace_TakesIt_AndTheNextFollowsIt()
    {
        await using var room = await Room.OpenAsync();
        await room.MemoryAsync(new { content = "placed", thread = "t", position = 40, visibility = "private" });
        (await PlaceAsync(room, room.Caller(), "project")).ShouldBe(1);
        (await PlaceAsync(room, room.Caller(), "private")).ShouldBe(41);
        await room.MemoryAsync(new { content = "placed too", thread = "t", position = 60 });
        (await PlaceAsync(room, room.Caller("eve"), "project")).ShouldBe(61);
    }

    private static async Task<int> PlaceAsync(Room room, MemoryCaller caller, string visibility)
    {
        var id = await room.MemoryAsync(new { content = $"said {Guid.NewGuid():N}", thread = "t", visibility }, caller);
        return (await room.SentAsync("memory_get", new { id }, caller)).Number("memory.position");
    }
}
