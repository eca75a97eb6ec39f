using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Operations;

/// <summary>Any unambiguous beginning of six characters or more works wherever an id does, in any case; what it names must be seen and of the kind.</summary>
public sealed class RecordFinderTests(RecordFinderTests.Stocked stocked) : IClassFixture<RecordFinderTests.Stocked>
{
    private readonly Room _room = stocked.Room;
    private readonly Dictionary<string, string> _ids = stocked.Ids;

    [Theory]
    [InlineData("handoff_load", "h")]
    [InlineData("handoff_update", "h")]
    [InlineData("handoff_append", "h")]
    [InlineData("memory_get", "m")]
    [InlineData("memory_update", "m")]
    [InlineData("memory_link", "m")]
    [InlineData("task_get", "t")]
    [InlineData("task_update", "t")]
    [InlineData("archive_read", "a")]
    [InlineData("archive_append", "a")]
    [InlineData("archive_verify", "a")]
    public async Task Call_ByTheWholeIdOrItsBeginning_InAnyCase_MeansTheSame(string tool, string kind)
    {
        var whole = _ids[kind];
        foreach (var named in new[] { whole, whole.ToLowerInvariant(), $" {whole} ", whole[..27], whole[..26].ToLowerInvariant(), char.ToUpperInvariant(whole[0]) + whole[1..] })
        {
            var answer = await _room.SendAsync(tool, Arguments(tool, named));
            answer.Failure.ShouldBeNull($"{tool} {named}: {answer.Failure?.Message}");
            (answer.Content.GetRawText().Contains(whole, StringComparison.Ordinal)).ShouldBeTrue($"{tool} {named}");
        }
    }

    [Theory]
    [InlineData("handoff_load", "h")]
    [InlineData("memory_get", "m")]
    [InlineData("task_get", "t")]
    [InlineData("archive_read", "a")]
    public async Task Call_ByTheBeginningOfTwo_NamesBoth(string tool, string kind)
    {
        var (one, other) = (_ids[kind], _ids[kind + "2"]);
        var shared = new string([.. one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)]);
        var failure = await _room.UnsentAsync(FailureCode.AmbiguousId, tool, new { id = shared });
        (failure.Path, failure.Hint).ShouldBe(("/id", "Give more characters."));
        failure.Message.ShouldBe($"'{shared}' is the beginning of several ids: {string.Join(", ", new[] { one, other }.Order())}.");
    }

    [Theory]
    [InlineData("h_01K", FailureCode.Invalid, "'h_01K' is too short for a prefix of an id.")]
    [InlineData("h_", FailureCode.NotFound, "'h_' is no id.")]
    [InlineData("h_0000000000", FailureCode.NotFound, "No handoff 'h_0000000000' that you may see.")]
    [InlineData("h_01KJMMA2G0U", FailureCode.NotFound, "'h_01KJMMA2G0U' is no id.")]
    [InlineData("x_01KJMMA2G0", FailureCode.NotFound, "'x_01KJMMA2G0' is no id.")]
    [InlineData("h-01KJMMA2G0", FailureCode.NotFound, "'h-01KJMMA2G0' is no id.")]
    [InlineData("%", FailureCode.NotFound, "'%' is no id.")]
    [InlineData("", FailureCode.NotFound, "'' is no id.")]
    public async Task Call_WhatIsNoBeginning_SaysWhy(string id, string code, string message)
    {
        var failure = await _room.UnsentAsync(code, "handoff_load", new { id });
        (failure.Path, failure.Message).ShouldBe(("/id", message));
    }

    [Theory]
    [InlineData("memory_get", "h", "names a handoff, not a memory.", "Use the handoff_ tools for it.")]
    [InlineData("handoff_load", "t", "names a task, not a handoff.", "Use the task_ tools for it.")]
    [InlineData("task_get", "a", "names a archive, not a task.", "Use the archive_ tools for it.")]
    [InlineData("archive_read", "n", "names a notice, not a archive.", "Use the inbox_ tools for it.")]
    public async Task Call_TheIdOfAnotherKind_SaysWhichAndWhereToGo(string tool, string kind, string message, string hint)
    {
        var failure = await _room.UnsentAsync(FailureCode.NotFound, tool, new { id = _ids[kind] });
        failure.Message.ShouldEndWith(message);
        failure.Hint.ShouldBe(hint);
    }

    [Fact]
    public async Task Call_ByIdAndKey_TakesTheId()
        => (await _room.SentAsync("memory_get", new { id = _ids["m"], key = "m2" })).Text("memory.id").ShouldBe(_ids["m"]);

    [Fact]
    public async Task Call_ALongUnknownName_IsShortenedInTheAnswer()
        => (await _room.UnsentAsync(FailureCode.NotFound, "memory_get", new { key = "none " + new string('x', 190) })).Message.Length.ShouldBeLessThan(200);

    private static object Arguments(string tool, string id) => tool switch
    {
        "handoff_update" => new { id, pinned = false },
        "memory_update" => new { id, pinned = false },
        "task_update" => new { id, priority = 0 },
        "handoff_append" or "archive_append" => new { id, chunk = "." },
        _ => new { id },
    };

    /// <summary>Two records of each kind.</summary>
    public sealed class Stocked : IAsyncLifetime
    {
        public Room Room { get; private set; } = null!;

        public Dictionary<string, string> Ids { get; } = [];

        public async ValueTask InitializeAsync()
        {
            Room = await Room.OpenAsync();
            foreach (var number in new[] { "", "2" })
            {
                Ids["h" + number] = await Room.HandoffAsync(new { summary = "s", key = "h" + number });
                Ids["m" + number] = await Room.MemoryAsync(new { content = "fact" + number, key = "m" + number });
                Ids["t" + number] = (await Room.SentAsync("task_save", new { title = "t", key = "t" + number })).Text("task.id");
                Ids["a" + number] = (await Room.SentAsync("archive_append", new { key = "a" + number, chunk = "c" })).Text("archive.id");
                Ids["n" + number] = (await Room.SentAsync("notify", new { to = "ada", message = "m" })).Text("notices.0.id");
                Room.Clock.Advance(TimeSpan.FromMilliseconds(40));
            }
        }

        public async ValueTask DisposeAsync() => await Room.DisposeAsync();
    }
}
