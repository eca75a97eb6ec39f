using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>What Conversation Handoff did well, kept: its counting, tags, sizes, merging, and a search that ranks.</summary>
public sealed class ConversationKeepTests
{
    [Theory]
    [InlineData("structured", "## User\nhi\n## Assistant\nok", null, 2)]
    [InlineData("verbatim", "User: hi\nAssistant: ok\nUser: bye", null, 3)]
    [InlineData("structured", "## User\nhi\n```\n## no message\n```\n## Assistant\nok", null, 2)]
    [InlineData("structured", "## User\nhi", 7, 7)]
    public async Task Messages_AreCounted_UnlessTheCallerCountedThem(string format, string conversation, int? given, int expected)
    {
        await using var room = await Room.OpenAsync();
        var arguments = new Dictionary<string, object> { ["key"] = "k", ["summary"] = "s", ["conversation"] = conversation, ["format"] = format };
        if (given is { } count) arguments["message_count"] = count;

        var saved = (await Open(room).RawAsync("handoff_save", JsonSerializer.Serialize(arguments))).Content;

        (saved.Number("handoff.message_count"), saved.Text("handoff.format")).ShouldBe((expected, format));
        (await Open(room).DoneAsync("handoff_list")).Content.Number("handoffs.0.message_count").ShouldBe(expected);
    }

    [Fact]
    public async Task Tags_AreLoweredAndTwentyOfFiftyLettersAreTaken_OneLetterMoreIsNot()
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        var longest = new string('Z', 47);
        var tags = Enumerable.Range(10, 20).Select(number => $"{longest}:{number}").ToList();

        var saved = (await dialect.RawAsync("handoff_save", JsonSerializer.Serialize(new { key = "k", summary = "s", conversation = "c", tags }))).Content;

        saved.Texts("handoff.tags").ShouldBe(tags.Select(tag => tag.ToLowerInvariant()), ignoreOrder: true);
        (await dialect.RefusedAsync(FailureCode.Invalid, "handoff_save", $"{{'summary':'s','conversation':'c','tags':['{longest}:100']}}")).Text.ShouldContain("1 to 50");
    }

    [Fact]
    public async Task Key_OfAHundredLetters_IsTaken_OneMoreIsNot()
    {
        await using var room = await Room.OpenAsync();
        var key = new string('k', 98) + "_-";
        (await Open(room).DoneAsync("handoff_save", $"{{'key':'{key}','summary':'s','conversation':'c'}}")).Content.Text("handoff.key").ShouldBe(key);
        (await Open(room).RefusedAsync(FailureCode.Invalid, "handoff_save", $"{{'key':'{key}x','summary':'s','conversation':'c'}}")).Failure!.Path.ShouldBe("/key");
    }

    [Fact]
    public async Task Sizes_AreThoseThatWereConfigured()
    {
        await using var room = await Room.OpenAsync(new MemoryLimits { ConversationBytes = 100, ConversationSummaryBytes = 10 });
        var dialect = Open(room);
        (await dialect.RefusedAsync(FailureCode.TooLarge, "handoff_save", $"{{'summary':'s','conversation':'{new string('c', 101)}'}}")).Failure!.Limit.ShouldBe(100);
        (await dialect.RefusedAsync(FailureCode.TooLarge, "handoff_save", "{'summary':'12345678901','conversation':'c'}")).Failure!.Limit.ShouldBe(10);
        await dialect.DoneAsync("handoff_save", $"{{'summary':'1234567890','conversation':'{new string('c', 100)}'}}");
    }

    [Fact]
    public async Task Search_OrdersByRelevance_ThenTheNewestFirst()
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        await SaveAsync(room, dialect, "about", "The zebra and the zebra fence", "zebra zebra zebra");
        await SaveAsync(room, dialect, "older", "Roof", "one zebra");
        await SaveAsync(room, dialect, "newer", "Roof", "one zebra");
        await SaveAsync(room, dialect, "other", "The harbour crane", "nothing of the kind");

        var found = (await dialect.DoneAsync("handoff_search", "{'query':'zebra'}")).Content;

        found.At("handoffs").EnumerateArray().Select(one => one.Text("key")).ShouldBe(["about", "newer", "older"]);
    }

    [Fact]
    public async Task Merge_WithoutAStrategy_IsChronological_EachPartUnderItsMarker()
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        await SaveAsync(room, dialect, "first", "s", "alpha");
        await SaveAsync(room, dialect, "second", "s", "beta");

        await dialect.DoneAsync("handoff_merge", "{'keys':['second','first'],'new_key':'both'}");

        var text = (await dialect.DoneAsync("handoff_load", "{'key':'both'}")).Content.Text("handoff.conversation");
        var places = ((string[])["## From first", "alpha", "## From second", "beta"]).Select(part => text.IndexOf(part, StringComparison.Ordinal)).ToList();
        places.ShouldAllBe(place => place >= 0, text);
        places.ShouldBeInOrder();
    }

    private static async Task SaveAsync(Room room, DialectRoom dialect, string key, string summary, string conversation)
    {
        await dialect.DoneAsync("handoff_save", $"{{'key':'{key}','title':'{key}','summary':'{summary}','conversation':'{conversation}'}}");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.ConversationHandoff);
}
