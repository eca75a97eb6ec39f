using System.Globalization;
using System.Text;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Handoffs;

/// <summary>
/// A cursor carries no right: its check sum can be made by anybody, so whatever one names is looked up again within what its
/// caller may see, and what it cannot mean is refused in words.
/// </summary>
public sealed class ForgedCursorTests : IAsyncLifetime
{
    private const string Body = "añ€🙂\r\nend";

    private Room _room = null!;
    private string _id = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _id = await _room.HandoffAsync(new { summary = "s", key = "k", body = Body, project = "web" });
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    /// <summary>Places of the 15 bytes: a | ñ 1-2 | € 3-5 | 🙂 6-9 | CR 10 | LF 11 | end 12-14.</summary>
    [Theory]
    [InlineData(0, 1, "a")]
    [InlineData(1, 3, "ñ")]
    [InlineData(3, 10, "€🙂")]
    [InlineData(12, 15, "end")]
    [InlineData(0, 15, Body)]
    public async Task Load_FromACursorBetweenWholeCharacters_ShowsThemExactly(int from, int to, string expected)
        => (await _room.SentAsync("handoff_load", new { cursor = Place(_id, 1, from, to) })).Text("handoff.body").ShouldBe(expected);

    [Theory]
    [InlineData(2, 15)]
    [InlineData(4, 15)]
    [InlineData(7, 15)]
    [InlineData(11, 15)]
    [InlineData(0, 2)]
    [InlineData(0, 4)]
    [InlineData(0, 9)]
    [InlineData(0, 11)]
    [InlineData(0, 16)]
    [InlineData(3, 1)]
    [InlineData(15, 16)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public async Task Load_FromACursorThatCutsACharacterOrLiesBeyondTheBody_IsRefused(int from, int to)
        => (await _room.UnsentAsync(FailureCode.BadCursor, "handoff_load", new { cursor = Place(_id, 1, from, to) })).Message.ShouldBe("The cursor does not fit this body.");

    [Fact]
    public async Task Load_FromACursorThatNamesARecordOfAnotherKind_IsNotFound()
    {
        var memory = await _room.MemoryAsync(new { content = "a memory is no handoff", project = "web" });
        var task = (await _room.SentAsync("task_save", new { title = "t", project = "web" })).Text("task.id");
        var archive = (await _room.SentAsync("archive_append", new { key = "arc", chunk = "text", project = "web" })).Text("archive.id");
        var notice = (await _room.SentAsync("notify", new { to = "bob", message = "m", project = "web" })).Text("notices.0.id");
        foreach (var other in new[] { memory, task, archive, notice })
        {
            var failure = await _room.UnsentAsync(FailureCode.NotFound, "handoff_load", new { cursor = Place(other, 1, 0, 0) });
            (failure.Path, failure.Message).ShouldBe(("/cursor", "The handoff that the cursor continues is no longer there."));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public async Task Load_FromACursorOnAVersionThereIsNot_IsNotFound(int version)
        => (await _room.UnsentAsync(FailureCode.NotFound, "handoff_load", new { cursor = Place(_id, version, 0, 0) })).Path.ShouldBe("/cursor");

    [Fact]
    public async Task Load_FromTheCursorOfAnotherProject_AnswersABoundGrantAsIfItWereNot()
    {
        var bound = _room.Caller("eve", "bot", "shell", "other");
        var seen = await _room.UnsentAsync(FailureCode.NotFound, "handoff_load", new { cursor = Place(_id, 1, 0, 3) }, bound);
        var none = await _room.UnsentAsync(FailureCode.NotFound, "handoff_load", new { cursor = Place(_id[..^4] + "ZZZZ", 1, 0, 3) }, bound);
        seen.ShouldBe(none);
    }

    [Fact]
    public async Task Load_FromACursor_WithTheIdOfAnother_IsRefused()
    {
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        var other = await _room.HandoffAsync(new { summary = "o", key = "o", body = Body, project = "web" });
        var cursor = Place(_id, 1, 0, 3);
        (await _room.UnsentAsync(FailureCode.BadCursor, "handoff_load", new { id = other, cursor })).Message.ShouldBe("The cursor belongs to another handoff than id names.");
        (await _room.SentAsync("handoff_load", new { id = _id[..20], cursor })).Text("handoff.body").ShouldBe("añ");
    }

    [Fact]
    public async Task Load_FromACursorAfterADeletion_IsNotFoundUntilItIsBack()
    {
        var cursor = Place(_id, 1, 0, 3);
        await _room.SentAsync("handoff_delete", new { id = _id });
        await _room.UnsentAsync(FailureCode.NotFound, "handoff_load", new { cursor });
        await _room.SentAsync("handoff_delete", new { id = _id, restore = true });
        (await _room.SentAsync("handoff_load", new { cursor })).Text("handoff.body").ShouldBe("añ");
    }

    [Theory]
    [InlineData("-1", "0", "1")]
    [InlineData("1", "-1", "1")]
    [InlineData("1", "0", "+1")]
    [InlineData("1", " 0", "1")]
    [InlineData("1", "0", "1.0")]
    [InlineData("1", "0", "2147483648")]
    [InlineData("1", "0", "")]
    [InlineData("one", "0", "1")]
    public async Task Load_FromACursorWhosePlacesAreNoNumbers_IsRefused(string version, string from, string to)
        => (await _room.UnsentAsync(FailureCode.BadCursor, "handoff_load", new { cursor = Cursors.Encode("body", _id, version, from, to) })).Message
            .ShouldBe("The cursor is not one of handoff_load, or it is damaged.");

    [Theory]
    [InlineData("handoff_list", "{}")]
    [InlineData("inbox_list", "{}")]
    [InlineData("task_list", "{}")]
    [InlineData("archive_list", "{}")]
    public async Task List_FromTheCursorOfALoadOrASearch_IsRefused(string tool, string json)
    {
        foreach (var foreign in new[] { Place(_id, 1, 0, 0), Cursors.Encode("search", "x", ""), Cursors.Encode("list", "x", "0", "h"), Cursors.Encode("list", "x", "-1", "h") })
        {
            var failure = await _room.RefusedAsync(FailureCode.BadCursor, tool, json[..^1] + $"'cursor':'{foreign}'}}");
            (failure.Path, failure.Hint).ShouldBe(("/cursor", "Call again without cursor and go on with the next_cursor it returns."));
        }
    }

    /// <summary>What a list's cursor remembers is an instant and an id; any instant there can be is a place in the list.</summary>
    [Theory]
    [InlineData("0", 0)]
    [InlineData("3155378975999999999", 1)]
    public async Task List_FromACursorAtTheEdgeOfTime_ShowsWhatIsOlder(string ticks, int shown)
    {
        var first = await _room.SentAsync("handoff_list", new { limit = 1, project = "web" });
        first.At("next_cursor").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        await _room.HandoffAsync(new { summary = "second", project = "web" });
        var cursor = (await _room.SentAsync("handoff_list", new { limit = 1, project = "web" })).Text("next_cursor");
        Cursors.TryDecode("list", cursor, 3, out var parts).ShouldBeTrue();
        var moved = Cursors.Encode("list", parts[0], ticks, "h_");
        (await _room.SentAsync("handoff_list", new { limit = 200, project = "web", cursor = moved })).At("handoffs").GetArrayLength().ShouldBe(shown * 2);
        var beyond = Cursors.Encode("list", parts[0], "3155378976000000000", "h_");
        await _room.UnsentAsync(FailureCode.BadCursor, "handoff_list", new { limit = 1, project = "web", cursor = beyond });
    }

    private static string Place(string id, int version, int from, int to)
        => Cursors.Encode("body", id, version.ToString(CultureInfo.InvariantCulture), from.ToString(CultureInfo.InvariantCulture), to.ToString(CultureInfo.InvariantCulture));
}
