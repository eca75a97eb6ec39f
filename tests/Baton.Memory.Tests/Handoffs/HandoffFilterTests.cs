using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Handoffs;

/// <summary>Filters, alone and together, against a list filtered by hand; and pages, whatever is written between them.</summary>
public sealed class HandoffFilterTests(HandoffFilterTests.Stocked stocked) : IClassFixture<HandoffFilterTests.Stocked>
{
    private readonly Room _room = stocked.Room;

    [Theory]
    [InlineData("{'thread':'t1'}", "a,c")]
    [InlineData("{'thread':' t1 '}", "a,c")]
    [InlineData("{'tags':['red',' blue ']}", "a,b,c")]
    [InlineData("{'tags':'red'}", "a,b")]
    [InlineData("{'tags_all':['red','blue']}", "b")]
    [InlineData("{'tags_all':['red','green']}", "")]
    [InlineData("{'tags':['Red']}", "")]
    [InlineData("{'to':'bob'}", "b")]
    [InlineData("{'to':' bob '}", "b")]
    [InlineData("{'from':'eve'}", "c")]
    [InlineData("{'from':'ci'}", "c")]
    [InlineData("{'from':'shell'}", "c,d")]
    [InlineData("{'from':' shell '}", "c,d")]
    [InlineData("{'status':'done'}", "d")]
    [InlineData("{'status':['done','open']}", "a,c,d")]
    [InlineData("{'status':'claimed'}", "b")]
    [InlineData("{'status':[]}", "a,b,c,d")]
    [InlineData("{'project':' default '}", "a,b,c,d")]
    [InlineData("{'project':'none'}", "")]
    [InlineData("{'created_after':'2026-03-01T12:01:00Z'}", "c,d")]
    [InlineData("{'created_before':'2026-03-01T12:01:00Z'}", "a")]
    [InlineData("{'created_after':'2026-03-01T12:00:59.999Z','created_before':'2026-03-01T12:01:00.001Z'}", "b")]
    [InlineData("{'created_after':'2026-03-02'}", "")]
    [InlineData("{'tags':['red'],'thread':'t1'}", "a")]
    [InlineData("{'query':'penguin'}", "a,c")]
    [InlineData("{'query':'penguin','tags':'red'}", "a")]
    [InlineData("{'query':'   '}", "a,b,c,d")]
    public async Task Search_ByFilters_FindsExactlyThese(string arguments, string keys)
    {
        var found = await _room.DoneAsync("handoff_search", arguments);
        string.Join(',', found.Each("handoffs", "key").Order(StringComparer.Ordinal)).ShouldBe(keys);
        found.Number("total").ShouldBe(keys.Length == 0 ? 0 : keys.Split(',').Length);
        if (arguments.Contains("query", StringComparison.Ordinal)) return;
        var listed = await _room.DoneAsync("handoff_list", arguments);
        string.Join(',', listed.Each("handoffs", "key").Order(StringComparer.Ordinal)).ShouldBe(keys);
    }

    [Theory]
    [InlineData("{'status':'open ready'}", "/status")]
    [InlineData("{'status':['open',1]}", "/status/1")]
    [InlineData("{'tags':[[]]}", "/tags/0")]
    [InlineData("{'limit':201}", "/limit")]
    [InlineData("{'limit':-1}", "/limit")]
    [InlineData("{'created_before':'2026-03-01 25:00:00Z'}", "/created_before")]
    [InlineData("{'project':'a\\u0001'}", "/project")]
    public async Task Search_ByWhatIsNoFilter_IsRefusedAtItsPlace(string arguments, string path)
        => (await _room.RefusedAsync(FailureCode.Invalid, "handoff_search", arguments)).Path.ShouldBe(path);

    [Theory]
    [InlineData("{'limit':1,'tags':['red','blue']}", "{'limit':1,'tags':['red,blue']}")]
    [InlineData("{'limit':1,'tags':['red']}", "{'limit':1,'tags_all':['red']}")]
    [InlineData("{'limit':1}", "{'limit':1,'project':'default'}")]
    [InlineData("{'limit':1,'thread':'t1'}", "{'limit':1,'to':'t1'}")]
    [InlineData("{'limit':1,'query':'penguin'}", "{'limit':1,'query':'walrus'}")]
    public async Task Search_TheCursorOfAnotherQuestion_IsRefused(string one, string other)
    {
        var cursor = (await _room.DoneAsync("handoff_search", one)).Text("next_cursor");
        (await _room.RefusedAsync(FailureCode.BadCursor, "handoff_search", other[..^1] + $",'cursor':'{cursor}'}}")).Path.ShouldBe("/cursor");
    }

    [Fact]
    public async Task Search_AnotherLimitUnderTheSameCursor_GoesOn()
    {
        var first = await _room.DoneAsync("handoff_list", "{'limit':1}");
        var rest = await _room.DoneAsync("handoff_list", $"{{'limit':50,'cursor':'{first.Text("next_cursor")}'}}");
        rest.Each("handoffs", "key").Concat(first.Each("handoffs", "key")).Order().ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task List_TheCursorOfAnotherCaller_ShowsNothingThatTheOtherMayNotSee()
    {
        var cursor = (await _room.DoneAsync("handoff_list", "{'limit':1}")).Text("next_cursor");
        var bound = _room.Caller("eve", "bot", "c", "web");
        (await _room.DoneAsync("handoff_list", $"{{'limit':50,'cursor':'{cursor}'}}", bound)).At("handoffs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void List_PageByPageWhileOthersWrite_ShowsEachThatWasThereOnce()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => PagesAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(6));

    private static async Task PagesAsync(int seed)
    {
        var random = new Random(seed);
        await using var room = await Room.OpenAsync();
        var there = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            there.Add(await room.HandoffAsync(new { summary = $"s{i}" }));
            if (random.Next(2) == 0) room.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await room.SentAsync("handoff_list", cursor is null ? new { limit = random.Next(1, 5) } : new { limit = random.Next(1, 5), cursor });
            seen.AddRange(page.Each("handoffs", "id"));
            cursor = page.At("next_cursor").GetString();
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            await room.HandoffAsync(new { summary = "late" });
        }
        while (cursor is not null);
        seen.ShouldBe(there.AsEnumerable().Reverse().Where(seen.Contains), $"seed {seed}");
        seen.Order().ShouldBe(there.Order(), $"seed {seed}");
    }

    /// <summary>Four handoffs that differ in everything a filter asks for.</summary>
    public sealed class Stocked : IAsyncLifetime
    {
        public Room Room { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Room = await Room.OpenAsync();
            await SaveAsync(new { summary = "penguin work", key = "a", thread = "t1", tags = new[] { "red" } }, "ada", "local", "editor");
            await SaveAsync(new { summary = "walrus work", key = "b", tags = new[] { "red", "blue" }, to = "bob" }, "ada", "local", "editor");
            await SaveAsync(new { summary = "penguin and walrus", key = "c", thread = "t1", tags = new[] { "blue" } }, "eve", "ci", "shell");
            await SaveAsync(new { summary = "other", key = "d" }, "ada", "local", "shell");
            await Room.DoneAsync("handoff_claim", "{'key':'b'}");
            await Room.DoneAsync("handoff_update", "{'key':'d','status':'done'}");
        }

        public async ValueTask DisposeAsync() => await Room.DisposeAsync();

        private async Task SaveAsync(object fields, string principal, string grant, string client)
        {
            await Room.HandoffAsync(fields, Room.Caller(principal, grant, client));
            Room.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
