using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Idempotency;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task Repeat_OfMemorySave_ReturnsTheFirstResultAndWritesNothing()
    {
        await using var room = await Room.OpenAsync();
        const string Json = "{'memories':[{'content':'one'},{'content':'two','key':'k'}],'idempotency_key':'i'}";
        var first = await room.DoneAsync("memory_save", Json);
        room.Clock.Advance(TimeSpan.FromHours(23.9));
        (await room.DoneAsync("memory_save", Json)).GetRawText().ShouldBe(first.GetRawText());
        (await room.DoneAsync("memory_get", "{'key':'k'}")).Number("memory.version").ShouldBe(1);
        room.Clock.Advance(TimeSpan.FromHours(0.2));
        (await room.DoneAsync("memory_save", Json)).Number("memories.1.version").ShouldBe(2);
    }

    [Fact]
    public async Task Key_OfAnotherTool_IsRefused()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','idempotency_key':'i'}");
        var failure = await room.RefusedAsync(FailureCode.Invalid, "memory_save", "{'content':'c','idempotency_key':'i'}");
        failure.Path.ShouldBe("/idempotency_key");
        failure.Message.ShouldContain("handoff_save");
    }

    [Fact]
    public async Task FailedCall_LeavesTheKeyFree()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        await room.RefusedAsync(FailureCode.Duplicate, "handoff_save", "{'summary':'x','key':'k','on_conflict':'error','idempotency_key':'i'}");
        (await room.DoneAsync("handoff_save", "{'summary':'x','key':'k2','idempotency_key':'i'}")).Text("handoff.key").ShouldBe("k2");
    }

    [Fact]
    public async Task Key_OfAnEarlierGrantOfTheSameLabel_IsNotThisOnes()
    {
        await using var room = await Room.OpenAsync();
        var first = room.Caller("ada", "ci") with { GrantId = "g_1" };
        var second = room.Caller("eve", "ci") with { GrantId = "g_2" };
        const string Json = "{'content':'the vault opens with 7713','visibility':'private','key':'k','idempotency_key':'i'}";
        var saved = (await room.DoneAsync("memory_save", Json, first)).Text("memories.0.id");
        (await room.DoneAsync("memory_save", Json, first with { RequestId = "again" })).Text("memories.0.id").ShouldBe(saved);
        (await room.DoneAsync("memory_save", Json, second)).Text("memories.0.id").ShouldNotBe(saved);
    }

    [Fact]
    public async Task ManyAtOnce_WriteOnce()
    {
        await using var room = await Room.OpenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => room.DoneAsync("handoff_save", "{'summary':'s','idempotency_key':'i'}"))));
        answers.Select(answer => answer.Text("handoff.id")).Distinct().Count().ShouldBe(1);
        (await room.DoneAsync("handoff_search")).Number("total").ShouldBe(1);
    }
}
