using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>Every limit: what lies at it is kept whole, what is one over is refused with the limit and the size, never trimmed.</summary>
public sealed class LimitTests(LimitTests.SmallRoom small) : IClassFixture<LimitTests.SmallRoom>
{
    private static readonly MemoryLimits Small = new()
    {
        BodyBytes = 40, ContentBytes = 30, SummaryBytes = 20, ItemBytes = 12, ListItems = 3, BatchItems = 2, KeyLength = 10, TitleLength = 8, NameLength = 6, QueryBytes = 16,
    };

    [Theory]
    [InlineData("handoff_save", "{'summary':'@'}", 20, "too_large", "/summary")]
    [InlineData("handoff_save", "{'summary':'s','body':'@'}", 40, "too_large", "/body")]
    [InlineData("handoff_save", "{'summary':'s','title':'@'}", 8, "too_large", "/title")]
    [InlineData("handoff_save", "{'summary':'s','key':'@'}", 10, "invalid", "/key")]
    [InlineData("handoff_save", "{'summary':'s','thread':'@'}", 10, "invalid", "/thread")]
    [InlineData("handoff_save", "{'summary':'s','decisions':['@']}", 12, "too_large", "/decisions/0")]
    [InlineData("handoff_save", "{'summary':'s','blockers':['b','@']}", 12, "too_large", "/blockers/1")]
    [InlineData("handoff_save", "{'summary':'s','tags':['@']}", 6, "invalid", "/tags/0")]
    [InlineData("handoff_save", "{'summary':'s','files':['@']}", 12, "too_large", "/files/0/path")]
    [InlineData("handoff_save", "{'summary':'s','files':[{'path':'p','note':'@'}]}", 12, "too_large", "/files/0/note")]
    [InlineData("handoff_save", "{'summary':'s','files':[{'path':'p','commit':'@'}]}", 6, "too_large", "/files/0/commit")]
    [InlineData("handoff_update", "{'key':'h','outcome':'@'}", 20, "too_large", "/outcome")]
    [InlineData("handoff_update", "{'key':'h','comment':'@'}", 20, "too_large", "/comment")]
    [InlineData("handoff_update", "{'key':'h','next_actions':['@']}", 12, "too_large", "/next_actions/0")]
    [InlineData("handoff_append", "{'key':'h','chunk':'@'}", 40, "too_large", "/chunk")]
    [InlineData("handoff_search", "{'query':'@'}", 16, "too_large", "/query")]
    [InlineData("memory_save", "{'content':'@'}", 30, "too_large", "/content")]
    [InlineData("memory_save", "{'value':'@'}", 28, "too_large", "/value")]
    [InlineData("memory_save", "{'content':'c','title':'@'}", 8, "too_large", "/title")]
    [InlineData("memory_save", "{'content':'c','key':'@'}", 10, "invalid", "/key")]
    [InlineData("memory_save", "{'content':'c','type':'@'}", 6, "invalid", "/type")]
    [InlineData("memory_save", "{'content':'c','tags':['t','@']}", 6, "invalid", "/tags/1")]
    [InlineData("memory_search", "{'query':'@'}", 16, "too_large", "/query")]
    [InlineData("task_save", "{'title':'@'}", 8, "too_large", "/title")]
    [InlineData("task_save", "{'title':'t','description':'@'}", 30, "too_large", "/description")]
    [InlineData("notify", "{'to':['bob'],'message':'@'}", 20, "too_large", "/message")]
    [InlineData("notify", "{'to':['bob'],'message':'m','subject':'@'}", 8, "too_large", "/subject")]
    public async Task Call_ATextAtItsLimit_IsTaken_AndOneMoreIsRefusedWithTheLimit(string tool, string json, int limit, string code, string path)
    {
        var room = small.Room;

        await room.DoneAsync(tool, json.Replace("@", new string('x', limit), StringComparison.Ordinal));
        var failure = await room.RefusedAsync(code, tool, json.Replace("@", new string('x', limit + 1), StringComparison.Ordinal));

        failure.Path.ShouldBe(path, failure.Message);
        failure.Limit.ShouldBe(tool == "memory_save" && path == "/value" ? 30 : limit);
    }

    [Theory]
    [InlineData("handoff_save", "{'summary':'é@'}", 18, "/summary")]
    [InlineData("memory_save", "{'content':'日@'}", 27, "/content")]
    [InlineData("handoff_save", "{'summary':'s','body':'🙂@'}", 36, "/body")]
    public async Task Call_ATextOfWideLetters_IsMeasuredInUtf8Bytes(string tool, string json, int rest, string path)
    {
        var room = small.Room;

        await room.DoneAsync(tool, json.Replace("@", new string('x', rest), StringComparison.Ordinal));
        (await room.RefusedAsync(FailureCode.TooLarge, tool, json.Replace("@", new string('x', rest + 1), StringComparison.Ordinal))).Path.ShouldBe(path);
    }

    [Theory]
    [InlineData("handoff_save", "{'summary':'s','decisions':[@]}", "'d'", "decisions")]
    [InlineData("handoff_save", "{'summary':'s','pending':[@]}", "'d'", "pending")]
    [InlineData("handoff_save", "{'summary':'s','changed':[@]}", "'d'", "changed")]
    [InlineData("handoff_save", "{'summary':'s','next_actions':[@]}", "'d'", "next_actions")]
    [InlineData("handoff_save", "{'summary':'s','files':[@]}", "'p'", "files")]
    [InlineData("handoff_save", "{'summary':'s','tags':[@]}", "'t'", "tags")]
    [InlineData("memory_save", "{'content':'c','evidence':[@]}", "1", "evidence")]
    [InlineData("memory_save", "{'content':'c','tags':[@]}", "'t'", "tags")]
    public async Task Call_AListOfThree_IsTaken_OfFourIsRefusedWithItsCount(string tool, string json, string item, string name)
    {
        var room = small.Room;

        await room.DoneAsync(tool, json.Replace("@", string.Join(',', Enumerable.Repeat(item, 3)), StringComparison.Ordinal));
        var failure = await room.RefusedAsync(FailureCode.TooLarge, tool, json.Replace("@", string.Join(',', Enumerable.Repeat(item, 4)), StringComparison.Ordinal));

        (failure.Path, failure.Limit).ShouldBe(("/" + name, 3));
        failure.Message.ShouldContain("4");
    }

    [Fact]
    public async Task Save_MoreAtOnceThanABatch_WritesNone()
    {
        await using var room = await Room.OpenAsync(Small);
        await room.DoneAsync("memory_save", "{'memories':[{'content':'one'},{'content':'two'}]}");

        var failure = await room.RefusedAsync(FailureCode.TooLarge, "memory_save", "{'memories':[{'content':'3'},{'content':'4'},{'content':'5'}]}");

        (failure.Path, failure.Limit).ShouldBe(("/memories", 2));
        (await room.DoneAsync("status")).Number("usage.memory").ShouldBe(2);
    }

    [Fact]
    public async Task Save_AtTheLimitOfRecords_IsRefusedUntilThereIsRoom_AndNothingIsEvicted()
    {
        await using var room = await Room.OpenAsync(new MemoryLimits { Records = 2 });
        await room.DoneAsync("memory_save", "{'content':'one','key':'a'}");
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'h'}");

        var failure = await room.RefusedAsync(FailureCode.TooLarge, "memory_save", "{'content':'three'}");

        failure.Limit.ShouldBe(2);
        await room.DoneAsync("memory_save", "{'content':'one again','key':'a'}");
        await room.DoneAsync("handoff_load", "{'key':'h'}");
    }

    [Theory]
    [InlineData("'36500d'", true)]
    [InlineData("3153600000", true)]
    [InlineData("3153600001", false)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("'0s'", false)]
    [InlineData("'1s'", true)]
    [InlineData("'1y'", false)]
    [InlineData("'30 d'", false)]
    [InlineData("'99999999999999999999d'", false)]
    public async Task Save_ATimeToLive_LiesBetweenASecondAndAHundredYears(string ttl, bool isTaken)
    {
        await using var room = await Room.OpenAsync();
        var json = $"{{'content':'c','ttl':{ttl}}}";
        if (isTaken) await room.DoneAsync("memory_save", json);
        else (await room.RefusedAsync(FailureCode.Invalid, "memory_save", json)).Path.ShouldBe("/ttl");
    }

    /// <summary>A room of small limits, with a handoff <c>h</c>.</summary>
    public sealed class SmallRoom : IAsyncLifetime
    {
        public Room Room { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Room = await Room.OpenAsync(Small);
            await Room.DoneAsync("handoff_save", "{'summary':'s','key':'h'}");
        }

        public async ValueTask DisposeAsync() => await Room.DisposeAsync();
    }
}
