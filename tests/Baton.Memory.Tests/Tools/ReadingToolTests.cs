using System.Text.Json;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>Reads never change what others see: no version, no place in a list, no mark, whoever reads how often.</summary>
public sealed class ReadingToolTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        await _room.DoneAsync("handoff_save", "{'summary':'alpha','key':'h','body':'user: alpha','to':'ada'}");
        await _room.DoneAsync("memory_save", "{'content':'alpha beta','key':'m','type':'warning'}");
        await _room.DoneAsync("task_save", "{'title':'alpha','key':'t'}");
        await _room.DoneAsync("archive_append", "{'key':'a','chunk':'alpha'}");
        await _room.DoneAsync("notify", "{'to':'ada','message':'alpha'}");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    public static TheoryData<string, string> Reads() => new()
    {
        { "session_start", "{}" },
        { "handoff_load", "{'key':'h'}" },
        { "handoff_search", "{'query':'alpha'}" },
        { "handoff_list", "{}" },
        { "memory_search", "{'query':'alpha','explain':true}" },
        { "memory_get", "{'key':'m','history':true}" },
        { "status", "{}" },
        { "task_list", "{}" },
        { "task_get", "{'key':'t','history':true}" },
        { "agent_list", "{}" },
        { "inbox_list", "{'include_read':true}" },
        { "archive_read", "{'key':'a'}" },
        { "archive_list", "{}" },
        { "archive_verify", "{'key':'a'}" },
        { "admin_export", "{}" },
        { "admin_purge_preview", "{'project':'default'}" },
    };

    [Fact]
    public void Reads_AreEveryToolThatSaysItOnlyReads()
        => _room.Server.ListTools(_room.Caller()).Where(tool => tool.Annotations.ReadOnly && tool.Name != "admin_audit").Select(tool => tool.Name).Order()
            .ShouldBe(Reads().Select(read => read.Data.Item1).Order());

    [Theory, MemberData(nameof(Reads))]
    public async Task Call_Twice_WritesNothingAndAnswersTheSame(string tool, string json)
    {
        var before = await StateAsync();
        var first = await _room.DoneAsync(tool, json);
        var second = await _room.DoneAsync(tool, json);
        second.GetRawText().ShouldBe(first.GetRawText());
        (await StateAsync()).ShouldBe(before);
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task Call_ByAnother_LeavesWhatTheFirstSees(string tool, string json)
    {
        var first = await _room.DoneAsync(tool, json);
        var answer = await _room.CallAsync(tool, json, _room.Caller("bob", "ci", "other"));
        answer.Failure.ShouldBeNull();
        (await _room.DoneAsync(tool, json)).GetRawText().ShouldBe(first.GetRawText());
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task Call_AsText_NeverClosesItsOwnBlockEarly(string tool, string json)
    {
        var text = (await _room.CallAsync(tool, json)).Text;
        var (open, closed) = (Count(text, "[[baton:data"), Count(text, "[[/baton:data]]"));
        closed.ShouldBe(open, text);
    }

    private async Task<string> StateAsync()
    {
        var usage = await _room.Store.ReadAsync(reader => reader.UsageAsync(Scope.Operator(_room.Clock.GetUtcNow())), default);
        var export = await _room.DoneAsync("admin_export", "{'max_bytes':4000000}");
        return JsonSerializer.Serialize(usage) + export.Text("lines");
    }

    private static int Count(string text, string what) => text.Split(what).Length - 1;
}
