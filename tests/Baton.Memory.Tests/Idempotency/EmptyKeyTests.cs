using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Idempotency;

/// <summary>A key that says nothing would make any two writes under it one: it is refused, by name, and nothing is written.</summary>
public sealed class EmptyKeyTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    public static TheoryData<string, string, string> Calls()
    {
        var calls = new TheoryData<string, string, string>();
        foreach (var key in new[] { "", " ", "\t\n" })
        {
            calls.Add("handoff_save", "summary", key);
            calls.Add("handoff_claim", "key", key);
            calls.Add("memory_save", "content", key);
            calls.Add("session_close", "summary", key);
            calls.Add("task_save", "title", key);
            calls.Add("task_update", "key", key);
            calls.Add("task_claim", "key", key);
            calls.Add("notify", "message", key);
        }
        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Write_UnderAKeyThatSaysNothing_IsRefusedByItsName(string tool, string argument, string key)
    {
        await _room.HandoffAsync(new { summary = "s", key = "k" });
        await _room.SentAsync("task_save", new { title = "t", key = "k" });
        var before = (await _room.DoneAsync("status")).At("usage").GetRawText();
        var arguments = new Dictionary<string, object> { [argument] = "k", ["idempotency_key"] = key };
        if (tool == "notify") arguments["to"] = "bob";
        if (tool == "task_update") arguments["priority"] = 1;

        var failure = await _room.UnsentAsync(FailureCode.Invalid, tool, arguments);

        (failure.Message, failure.Path, failure.Hint).ShouldBe(("'idempotency_key' is empty.", "/idempotency_key", "Use a new key for each write, or leave it out."));
        var after = (await _room.DoneAsync("status")).At("usage");
        System.Text.Json.JsonDocument.Parse(before).RootElement.EnumerateObject().Where(one => one.Name != "bytes").Select(one => $"{one}")
            .ShouldBe(after.EnumerateObject().Where(one => one.Name != "bytes").Select(one => $"{one}"));
        (await _room.DoneAsync("task_get", "{'key':'k'}")).Number("task.version").ShouldBe(1);
        (await _room.DoneAsync("handoff_load", "{'key':'k'}")).Text("handoff.status").ShouldBe("open");
    }

    [Theory]
    [InlineData("0")]
    [InlineData(".")]
    [InlineData("日")]
    [InlineData(" a ")]
    public async Task Write_UnderTheShortestKeys_IsDoneOnce(string key)
    {
        var first = await _room.MemoryAsync(new { content = "alpha", idempotency_key = key });
        (await _room.MemoryAsync(new { content = "alpha", idempotency_key = key })).ShouldBe(first);
        (await _room.MemoryAsync(new { content = "beta gamma", idempotency_key = key + "x" })).ShouldNotBe(first);
    }

    [Fact]
    public async Task Write_WithNullForAKey_HasNone()
    {
        var first = await _room.MemoryAsync(new { content = "alpha", idempotency_key = (string?)null });
        (await _room.MemoryAsync(new { content = "beta gamma", idempotency_key = (string?)null })).ShouldNotBe(first);
    }
}
