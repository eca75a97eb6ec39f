using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>Lists in arguments: what an item must be, word for word, and where the one is that is not.</summary>
public sealed class ListArgumentTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("'tags':'a'", "/tags", "'tags' must be a list of texts, not text.")]
    [InlineData("'tags':{}", "/tags", "'tags' must be a list of texts, not an object.")]
    [InlineData("'tags':[1]", "/tags/0", "Each of 'tags' must be text, not a number.")]
    [InlineData("'tags':['a',null]", "/tags/1", "Each of 'tags' must be text, not null.")]
    [InlineData("'tags':['a',['b']]", "/tags/1", "Each of 'tags' must be text, not a list.")]
    [InlineData("'decisions':[true]", "/decisions/0", "Each of 'decisions' must be text, not true or false.")]
    [InlineData("'refs':[{}]", "/refs/0", "Each of 'refs' must be text, not an object.")]
    [InlineData("'files':'a.cs'", "/files", "'files' must be a list of paths or of {path, commit, note}, not text.")]
    [InlineData("'files':[7]", "/files/0", "Each of 'files' must be a path or an object, not a number.")]
    [InlineData("'files':[null]", "/files/0", "Each of 'files' must be a path or an object, not null.")]
    [InlineData("'files':['a.cs',{}]", "/files/1/path", "A file needs its path.")]
    [InlineData("'files':[{'path':null}]", "/files/0/path", "A file needs its path.")]
    [InlineData("'files':[{'commit':'abc'}]", "/files/0/path", "A file needs its path.")]
    [InlineData("'files':[{'path':7}]", "/files/0/path", "'path' must be text, not a number.")]
    [InlineData("'files':[{'path':'a','note':[]}]", "/files/0/note", "'note' must be text, not a list.")]
    [InlineData("'files':[{'path':'a','commit':false}]", "/files/0/commit", "'commit' must be text, not true or false.")]
    [InlineData("'files':[{'path':'a','path':'b'}]", "/files/0/path", "'path' is given twice.")]
    [InlineData("'files':[{'path':'a','note':'x','note':null}]", "/files/0/note", "'note' is given twice.")]
    [InlineData("'files':[{'path':'a','commit':null,'commit':'c'}]", "/files/0/commit", "'commit' is given twice.")]
    [InlineData("'files':[{'path':'a','line':3}]", "/files/0", "'line' is no member of a file.")]
    [InlineData("'files':[{'Path':'a'}]", "/files/0", "'Path' is no member of a file.")]
    [InlineData("'tags':['a'],'tags':['b']", "/tags", "'tags' is given twice.")]
    [InlineData("'tags':null,'tags':['b']", "/tags", "'tags' is given twice.")]
    public async Task HandoffSave_AListThatIsNotOne_IsRefusedAtItsItem(string member, string path, string message)
    {
        var failure = await _room.RefusedAsync(FailureCode.Invalid, "handoff_save", $"{{'summary':'s',{member}}}");
        (failure.Path, failure.Message).ShouldBe((path, message));
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Theory]
    [InlineData("[7]", "/memories/0", "Each of 'memories' must be an object, not a number.")]
    [InlineData("['text']", "/memories/0", "Each of 'memories' must be an object, not text.")]
    [InlineData("[{'content':'c'},null]", "/memories/1", "Each of 'memories' must be an object, not null.")]
    [InlineData("{}", "/memories", "'memories' must be a list, not an object.")]
    [InlineData("[{'content':'c','nonsense':1}]", "/memories/0/nonsense", "'nonsense' is not a parameter.")]
    [InlineData("[{'content':'c','content':'d'}]", "/memories/0/content", "'content' is given twice.")]
    [InlineData("[{'content':'c','tags':[1]}]", "/memories/0/tags/0", "Each of 'tags' must be text, not a number.")]
    [InlineData("[{'content':'c','memories':[]}]", "/memories/0/memories", "'memories' is not a parameter.")]
    [InlineData("[{'content':'c','idempotency_key':'i'}]", "/memories/0/idempotency_key", "'idempotency_key' is not a parameter.")]
    [InlineData("[{'content':'c','visibility':'Private'}]", "/memories/0/visibility", "'Private' is no visibility.")]
    [InlineData("[{'content':'c','importance':'high'}]", "/memories/0/importance", "'importance' must be a number, not text.")]
    [InlineData("[{'content':'c','evidence':'e'}]", "/memories/0/evidence", "'evidence' must be a list, not text.")]
    public async Task MemorySave_AnItemThatIsNone_IsRefusedAtItsPlaceAndNothingIsKept(string memories, string path, string message)
    {
        var failure = await _room.RefusedAsync(FailureCode.Invalid, "memory_save", $"{{'memories':{memories}}}");
        (failure.Path, failure.Message).ShouldBe((path, message));
        (await _room.DoneAsync("memory_search", "{'query':'c'}")).Number("total").ShouldBe(0);
    }

    [Theory]
    [InlineData("7", "/learned", "'learned' must be a list, not a number.")]
    [InlineData("[7]", "/learned/0", "Each of 'learned' must be an object, not a number.")]
    [InlineData("['fine',{'type':7}]", "/learned/1/type", "'type' must be text, not a number.")]
    public async Task SessionClose_ALessonThatIsNone_IsRefusedAndNoHandoffIsLeft(string learned, string path, string message)
    {
        var failure = await _room.RefusedAsync(FailureCode.Invalid, "session_close", $"{{'summary':'s','learned':{learned}}}");
        (failure.Path, failure.Message).ShouldBe((path, message));
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Theory]
    [InlineData("handoff_list", "status", "'opn'", "/status", "'opn' is no status.", "Did you mean 'open'? Use open, claimed, done, archived.")]
    [InlineData("handoff_list", "status", "['open','shut']", "/status/1", "'shut' is no status.", "Use open, claimed, done, archived.")]
    [InlineData("task_list", "status", "'finished'", "/status", "'finished' is no status.", "Use open, claimed, blocked, done, failed, cancelled.")]
    [InlineData("task_list", "status", "['']", "/status/0", "'' is no status.", "Use open, claimed, blocked, done, failed, cancelled.")]
    [InlineData("handoff_merge", "order", "'chronologic'", "/order", "'chronologic' is no order.", "Did you mean 'chronological'? Use chronological, sequential.")]
    public async Task Word_ThatIsNone_IsRefusedWithTheNearestAndAll(string tool, string parameter, string json, string path, string message, string hint)
    {
        var failure = await _room.RefusedAsync(FailureCode.Invalid, tool, $"{{'{parameter}':{json}}}");
        (failure.Path, failure.Message, failure.Hint).ShouldBe((path, message, hint));
    }

    [Theory]
    [InlineData("handoff_load", "4294967297")]
    [InlineData("archive_read", "2147483648")]
    public async Task Version_BeyondEveryNumber_IsRefusedAsItWasGiven(string tool, string version)
    {
        await _room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        await _room.DoneAsync("archive_append", "{'key':'k','chunk':'x'}");
        var failure = await _room.RefusedAsync(FailureCode.Invalid, tool, $"{{'key':'k','version':{version}}}");
        (failure.Path, failure.Message).ShouldBe(("/version", $"'version' may be at most 2147483647, not {version}."));
    }

    [Theory]
    [InlineData("1.0", null)]
    [InlineData("1e0", null)]
    [InlineData("10e-1", null)]
    [InlineData("1.5", "'limit' must be a whole number.")]
    [InlineData("1e30", "'limit' must be a whole number.")]
    [InlineData("-1", "'limit' must be at least 1, not -1.")]
    [InlineData("201", "'limit' may be at most 200, not 201.")]
    [InlineData("'1'", "'limit' must be a whole number, not text.")]
    [InlineData("true", "'limit' must be a whole number, not true or false.")]
    [InlineData("[1]", "'limit' must be a whole number, not a list.")]
    public async Task Limit_OfAnyForm_IsAWholeNumberWithinItsBounds(string json, string? message)
        => ((await _room.CallAsync("handoff_list", $"{{'limit':{json}}}")).Failure?.Message).ShouldBe(message);

    [Theory]
    [InlineData("'30d'", "2026-03-31T12:00:00.000Z")]
    [InlineData("'2w'", "2026-03-15T12:00:00.000Z")]
    [InlineData("'36h'", "2026-03-03T00:00:00.000Z")]
    [InlineData("'90m'", "2026-03-01T13:30:00.000Z")]
    [InlineData("'5s'", "2026-03-01T12:00:05.000Z")]
    [InlineData("60", "2026-03-01T12:01:00.000Z")]
    public async Task TimeToLive_OfAnyForm_EndsThen(string ttl, string expires)
        => (await _room.DoneAsync("handoff_save", $"{{'summary':'s','ttl':{ttl}}}")).Text("handoff.expires_at").ShouldBe(expires);
}
