using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Search;

/// <summary>What is saved with a thread but without a place follows what is there, so that its neighbours are known to search.</summary>
public sealed class ThreadPositionTests
{
    [Fact]
    public async Task Save_ThreadWithoutPosition_FollowsTheLastThatTheCallerSees()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'memories':[{'content':'did you repair the tractor?','thread':'farm','project':'web'},{'content':'its gearbox was full of sand','thread':'farm','project':'web'}]}");
        await room.DoneAsync("memory_save", "{'content':'eve says nothing','thread':'farm','project':'web','position':90,'visibility':'private'}", room.Caller("eve"));
        await room.DoneAsync("memory_save", "{'content':'elsewhere','thread':'farm','project':'other','position':50}");
        var saved = await room.DoneAsync("memory_save", "{'content':'lovely weather','thread':'farm','project':'web'}");
        (await room.DoneAsync("memory_get", $"{{'id':'{saved.Text("memories.0.id")}'}}")).Number("memory.position").ShouldBe(3);
    }

    [Fact]
    public async Task Search_NeighboursWithoutGivenPlaces_AreFoundAndShown()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'did you repair the tractor?','thread':'farm','project':'web'}");
        await room.DoneAsync("memory_save", "{'content':'its gearbox was full of sand','thread':'farm','project':'web'}");
        var found = await room.DoneAsync("memory_search", "{'query':'what was wrong with the tractor'}");
        found.At("results").GetArrayLength().ShouldBe(2);
        found.At("results").EnumerateArray().Single(hit => hit.Text("content").StartsWith("its", StringComparison.Ordinal)).Text("context.0.text").ShouldBe("did you repair the tractor?");
    }

    [Fact]
    public async Task Search_TenKilobyteQuery_IsAnsweredByTheTool()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'a tractor','project':'web'}");
        var query = "tractor " + string.Concat(Enumerable.Range(0, 1500).Select(number => $"word{number} "));
        var found = await room.DoneAsync("memory_search", $"{{'query':'{query}','explain':true}}");
        found.At("results").GetArrayLength().ShouldBe(1);
        found.Text("explanation").ShouldContain("were not");
        found.At("weights").Has("terms").ShouldBeTrue();
        (await room.DoneAsync("memory_search", "{'query':'🙂'}")).Text("explanation").ShouldContain("no word");
    }
}
