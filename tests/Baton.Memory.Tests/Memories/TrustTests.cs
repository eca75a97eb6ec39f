using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

/// <summary>How sure a memory is: confidence is a number that comes back as it went in, the layer weighs in the order of finds.</summary>
public sealed class TrustTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.001", 0.001)]
    [InlineData("0.5", 0.5)]
    [InlineData("1", 1)]
    [InlineData("1.0", 1)]
    public async Task Save_ConfidenceFromNoneToFull_ComesBack(string given, double kept)
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", $"{{'content':'x','key':'k','confidence':{given}}}");
        (await room.DoneAsync("memory_get", "{'key':'k'}")).At("memory.confidence").GetDouble().ShouldBe(kept);
    }

    [Theory]
    [InlineData("-0.001")]
    [InlineData("1.001")]
    [InlineData("1e400")]
    [InlineData("'high'")]
    public async Task Save_ConfidenceOutsideItsBounds_IsRefusedAtItsPlace(string given)
    {
        await using var room = await Room.OpenAsync();
        (await room.RefusedAsync(FailureCode.Invalid, "memory_save", $"{{'content':'x','confidence':{given}}}")).Path.ShouldBe("/confidence");
    }

    [Fact]
    public async Task Update_ConfidenceNull_ClearsIt()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'x','key':'k','confidence':0.7}");
        await room.DoneAsync("memory_update", "{'key':'k','confidence':null}");
        (await room.DoneAsync("memory_get", "{'key':'k'}")).At("memory").Has("confidence").ShouldBeFalse();
    }

    [Theory]
    [InlineData("stated", "hypothesis")]
    [InlineData("verified", "stated")]
    [InlineData("verified", "hypothesis")]
    public async Task Search_AmongEqualTexts_PutsTheSurerFirst(string surer, string other)
    {
        await using var room = await Room.OpenAsync();
        foreach (var (layer, animal) in ((string, string)[])[(surer, "lynx"), (other, "newt")])
        {
            await room.DoneAsync("memory_save", $"{{'content':'sighting of a {animal}','key':'{layer}','layer':'{layer}','evidence':['seen']}}");
        }
        (await room.DoneAsync("memory_search", "{'query':'sighting'}")).At("results").EnumerateArray().Select(hit => hit.Text("key")).ShouldBe([surer, other]);
    }

    [Theory]
    [InlineData("'layer':'verified'", "/evidence")]
    [InlineData("'layer':'verified','evidence':[]", "/evidence")]
    [InlineData("'layer':'certain'", "/layer")]
    public async Task Save_LayerWithoutItsGround_IsRefused(string fields, string path)
    {
        await using var room = await Room.OpenAsync();
        (await room.RefusedAsync(FailureCode.Invalid, "memory_save", $"{{'content':'x',{fields}}}")).Path.ShouldBe(path);
    }

    [Fact]
    public async Task Update_VerifiedLosesItsEvidence_IsRefused()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'x','key':'k','layer':'verified','evidence':['seen']}");
        (await room.RefusedAsync(FailureCode.Invalid, "memory_update", "{'key':'k','evidence':[]}")).Path.ShouldBe("/evidence");
        await room.DoneAsync("memory_update", "{'key':'k','evidence':[],'layer':'stated'}");
    }
}
