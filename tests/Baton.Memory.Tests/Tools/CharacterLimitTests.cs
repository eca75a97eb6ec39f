using Baton.Memory.Limits;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>Lengths are counted in characters as people see code points, not in UTF-16 units nor in bytes, and the standing limits are those that are promised.</summary>
public sealed class CharacterLimitTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync(new MemoryLimits { KeyLength = 6, TitleLength = 4, NameLength = 3 });

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("handoff_save", "{'summary':'s','title':'@'}", 4)]
    [InlineData("handoff_save", "{'summary':'s','key':'@'}", 6)]
    [InlineData("handoff_save", "{'summary':'s','thread':'@'}", 6)]
    [InlineData("handoff_save", "{'summary':'s','tags':['@']}", 3)]
    [InlineData("memory_save", "{'content':'c','title':'@'}", 4)]
    [InlineData("memory_save", "{'content':'c','type':'@'}", 3)]
    [InlineData("notify", "{'to':['bob'],'message':'m','subject':'@'}", 4)]
    [InlineData("notify", "{'to':['@'],'message':'m'}", 3)]
    public async Task Call_ATextOfEmoji_CountsEachOnce(string tool, string json, int limit)
    {
        await _room.DoneAsync(tool, json.Replace("@", string.Concat(Enumerable.Repeat("😀", limit))));
        (await _room.CallAsync(tool, json.Replace("@", string.Concat(Enumerable.Repeat("😀", limit + 1))))).Failure.ShouldNotBeNull().Limit.ShouldBe(limit);
    }

    [Fact]
    public void Default_IsWhatIsPromised()
    {
        var limits = MemoryLimits.Default;
        (limits.BodyBytes, limits.ListItems, limits.BatchItems, limits.KeyLength, limits.Records).ShouldBe((4_194_304, 200, 500, 200, null));
    }
}
