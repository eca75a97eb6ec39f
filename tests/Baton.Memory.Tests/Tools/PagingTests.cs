using System.Globalization;
using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>Every list that goes on with a cursor: each row once in the order of the whole, and a cursor is good for its own question alone.</summary>
public sealed class PagingTests(PagingTests.Stocked stocked) : IClassFixture<PagingTests.Stocked>
{
    private readonly Room _room = stocked.Room;

    /// <summary>Tool, its question, the member that holds the rows, and another question of the same tool.</summary>
    public static TheoryData<string, string, string, string> Lists() => new()
    {
        { "handoff_list", "'tags':['paged']", "handoffs", "'tags':['other']" },
        { "handoff_search", "'tags':['paged']", "handoffs", "'tags':['paged'],'thread':'x'" },
        { "handoff_search", "'query':'walrus'", "handoffs", "'query':'fox'" },
        { "memory_search", "'query':'walrus'", "results", "'query':'fox'" },
        { "task_list", "'tags':['paged']", "tasks", "'tags':['paged'],'status':['open']" },
        { "task_list", "'query':'walrus'", "tasks", "'query':'fox'" },
        { "inbox_list", "'from':'ada'", "notices", "'from':'bob'" },
        { "archive_list", "'tags':['paged']", "archives", "'tags':['other']" },
    };

    [Theory, MemberData(nameof(Lists))]
    public async Task Pages_OfAnySize_AreTheWholeInItsOrder(string tool, string question, string rows, string other)
    {
        var whole = (await _room.DoneAsync(tool, $"{{{question},'limit':50}}", Bob)).Each(rows, "id");
        whole.Count.ShouldBe(Stocked.Count, other);
        whole.Distinct().Count().ShouldBe(Stocked.Count);
        foreach (var limit in (int[])[1, 3, Stocked.Count - 1, Stocked.Count])
        {
            (await PagesAsync(tool, question, rows, limit)).ShouldBe(whole, $"{limit} a page");
        }
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task LastPage_HasNoCursor_AndEveryPageSaysTheTotal(string tool, string question, string rows, string other)
    {
        var first = await _room.DoneAsync(tool, $"{{{question},'limit':4}}", Bob);
        first.Number("total").ShouldBe(Stocked.Count, other);
        first.At(rows).GetArrayLength().ShouldBe(4);
        var last = await _room.DoneAsync(tool, $"{{{question},'limit':4,'cursor':'{first.Text("next_cursor")}'}}", Bob);
        last.At("next_cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        last.Number("total").ShouldBe(Stocked.Count);
        last.At(rows).GetArrayLength().ShouldBe(Stocked.Count - 4);
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task Cursor_OfAnotherQuestion_IsRefused(string tool, string question, string rows, string other)
    {
        var cursor = (await _room.DoneAsync(tool, $"{{{question},'limit':2}}", Bob)).Text("next_cursor");
        var failure = await _room.RefusedAsync(FailureCode.BadCursor, tool, $"{{{other},'limit':2,'cursor':'{cursor}'}}", Bob);
        failure.Path.ShouldBe("/cursor", rows);
        failure.Hint.ShouldBe("Call again without cursor and go on with the next_cursor it returns.");
        failure.Message.ShouldContain("The cursor belongs to");
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task Cursor_OfAnotherPage_MayBeUsedAgainAndWithAnotherLimit(string tool, string question, string rows, string other)
    {
        var cursor = (await _room.DoneAsync(tool, $"{{{question},'limit':2}}", Bob)).Text("next_cursor");
        var two = await _room.DoneAsync(tool, $"{{{question},'limit':2,'cursor':'{cursor}'}}", Bob);
        var three = await _room.DoneAsync(tool, $"{{{question},'limit':3,'cursor':'{cursor}'}}", Bob);
        three.Each(rows, "id").Take(2).ShouldBe(two.Each(rows, "id"), other);
        three.At(rows).GetArrayLength().ShouldBe(3);
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task Cursor_ThatIsNone_IsRefused(string tool, string question, string rows, string other)
    {
        var good = (await _room.DoneAsync(tool, $"{{{question},'limit':2}}", Bob)).Text("next_cursor");
        var changed = (good[0] == 'A' ? 'B' : 'A') + good[1..];
        foreach (var cursor in (string[])["", "x", "!!!!", new string('A', 5000), good[..^2], changed, good + "AA"])
        {
            var failure = await _room.RefusedAsync(FailureCode.BadCursor, tool, $"{{{question},'cursor':'{cursor}'}}", Bob);
            (failure.Path, failure.Hint).ShouldBe(("/cursor", "Call again without cursor and go on with the next_cursor it returns."), $"{cursor} {rows} {other}");
            failure.Message.ShouldContain("damaged");
        }
    }

    [Fact]
    public async Task Cursor_OfEveryOtherTool_IsRefused()
    {
        var cursors = new List<(string Tool, string Question, string Cursor)>();
        foreach (var (tool, question, _, _) in Lists().Select(list => list.Data)) cursors.Add((tool, question, (await _room.DoneAsync(tool, $"{{{question},'limit':2}}", Bob)).Text("next_cursor")));
        foreach (var (tool, question, _) in cursors)
        {
            foreach (var (from, asked, cursor) in cursors.Where(one => (one.Tool, one.Question) != (tool, question)))
            {
                if ((tool, from) is ("handoff_list", "handoff_search") or ("handoff_search", "handoff_list") && question == asked) continue;
                var failure = await _room.RefusedAsync(FailureCode.BadCursor, tool, $"{{{question},'limit':2,'cursor':'{cursor}'}}", Bob);
                failure.Path.ShouldBe("/cursor", $"{tool} took a cursor of {from}");
            }
        }
    }

    [Theory]
    [InlineData("handoff_list", "{}", "handoffs", 50)]
    [InlineData("handoff_search", "{}", "handoffs", 20)]
    [InlineData("handoff_search", "{'query':'crowd'}", "handoffs", 20)]
    [InlineData("memory_search", "{'query':'crowd'}", "results", 10)]
    [InlineData("task_list", "{}", "tasks", 50)]
    [InlineData("inbox_list", "{}", "notices", 50)]
    [InlineData("archive_list", "{}", "archives", 50)]
    public async Task Limit_LeftOutOrNull_IsTheStandard(string tool, string json, string rows, int standard)
    {
        await using var room = await Crowd.OpenAsync(rows);
        var bob = room.Caller("bob", "crowd");
        (await room.DoneAsync(tool, json, bob)).At(rows).GetArrayLength().ShouldBe(standard);
        (await room.DoneAsync(tool, json == "{}" ? "{'limit':null}" : json[..^1] + ",'limit':null}", bob)).At(rows).GetArrayLength().ShouldBe(standard);
    }

    private Memory.Callers.MemoryCaller Bob => _room.Caller("bob");

    private async Task<List<string>> PagesAsync(string tool, string question, string rows, int limit)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _room.DoneAsync(tool, string.Create(CultureInfo.InvariantCulture, $"{{{question},'limit':{limit}{(cursor is null ? "" : $",'cursor':'{cursor}'")}}}"), Bob);
            ids.AddRange(page.Each(rows, "id"));
            cursor = page.At("next_cursor").GetString();
            ids.Count.ShouldBeLessThanOrEqualTo(Stocked.Count, "pages without end");
        }
        while (cursor is not null);
        return ids;
    }

    /// <summary>Seven of each kind; two at a time at the same instant, so that the time alone does not tell them apart.</summary>
    public sealed class Stocked : IAsyncLifetime
    {
        public const int Count = 7;

        public Room Room { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Room = await Room.OpenAsync();
            for (var i = 0; i < Count; i++)
            {
                if (i % 2 == 0) Room.Clock.Advance(TimeSpan.FromMinutes(1));
                await Room.DoneAsync("handoff_save", $"{{'summary':'walrus {Numbers[i]}','tags':['paged']}}");
                await Room.DoneAsync("memory_save", $"{{'content':'the walrus of {Numbers[i]} {Numbers[i]} {Numbers[i]}'}}");
                await Room.DoneAsync("task_save", $"{{'title':'walrus {Numbers[i]}','tags':['paged']}}");
                await Room.DoneAsync("archive_append", $"{{'key':'a{i}','chunk':'walrus {i}','tags':['paged']}}");
                await Room.DoneAsync("notify", $"{{'to':'bob','message':'walrus {i}'}}");
            }
        }

        public ValueTask DisposeAsync() => Room.DisposeAsync();

        private static readonly string[] Numbers = ["alder", "birch", "cedar", "dogwood", "elm", "fir", "ginkgo"];
    }

    /// <summary>More of one kind than any standard page shows.</summary>
    private static class Crowd
    {
        public static async Task<Room> OpenAsync(string rows)
        {
            var room = await Room.OpenAsync();
            if (rows == "results")
            {
                await room.SentAsync("memory_save", new { memories = Enumerable.Range(0, 12).Select(i => new { content = $"crowd {i} {Guid.NewGuid():N}" }) });
                return room;
            }
            for (var i = 0; i < 52; i++)
            {
                switch (rows)
                {
                    case "handoffs": await room.DoneAsync("handoff_save", $"{{'summary':'crowd {i}'}}"); break;
                    case "tasks": await room.DoneAsync("task_save", $"{{'title':'crowd {i}'}}"); break;
                    case "notices": await room.DoneAsync("notify", $"{{'to':'bob','message':'crowd {i}'}}"); break;
                    default: await room.DoneAsync("archive_append", $"{{'key':'k{i}','chunk':'crowd'}}"); break;
                }
            }
            return room;
        }
    }
}
