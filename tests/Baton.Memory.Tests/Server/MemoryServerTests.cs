using System.Text;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Server;

public sealed class MemoryServerTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public void Instructions_SayWhereToBeginAndEnd_WithinSixHundredBytes()
    {
        var text = _room.Server.Instructions(_room.Caller());
        Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(600);
        text.ShouldContain("Begin with session_start");
        text.ShouldContain("End with session_close");
    }

    /// <summary>What a list does not show is not there to be called either, and a tool's name is matched to the letter.</summary>
    [Theory]
    [InlineData("core", "handoff_delete")]
    [InlineData("core", "task_save")]
    [InlineData("tasks", "admin_export")]
    [InlineData("core", "Memory_Get")]
    [InlineData("core", " memory_get")]
    [InlineData("core", "")]
    public async Task Call_AToolOutsideTheToolsets_IsUnknown(string toolset, string tool)
        => (await _room.Server.CallAsync(_room.Caller() with { Toolsets = [toolset] }, tool, "{}"u8.ToArray(), null, default)).ShouldBeNull();

    [Fact]
    public async Task Call_EveryToolThatAListShows_IsKnown()
    {
        foreach (var toolset in new[] { "core", "more", "tasks", "agents", "archive", "admin" })
        {
            var caller = _room.Caller() with { Toolsets = [toolset] };
            foreach (var tool in _room.Server.ListTools(caller))
            {
                (await _room.Server.CallAsync(caller, tool.Name, "{\"no_such_parameter\":1}"u8.ToArray(), null, default)).ShouldNotBeNull(tool.Name);
            }
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{\"key\":")]
    public async Task Call_ArgumentsThatAreNoObject_AreInvalidAndSaidSo(string json)
    {
        var reply = (await _room.Server.CallAsync(_room.Caller(), "memory_get", Encoding.UTF8.GetBytes(json), null, default)).ShouldNotBeNull();
        reply.Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Invalid);
        reply.Text.ShouldStartWith("invalid: ");
        reply.StructuredContent.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Call_InADialectThatIsNone_IsRefusedAndItsListIsEmpty()
    {
        var caller = _room.Caller() with { Dialect = "klingon" };
        _room.Server.ListTools(caller).ShouldBeEmpty();
        _room.Server.Instructions(caller).ShouldBe("");
        (await _room.Server.CallAsync(caller, "memory_get", "{}"u8.ToArray(), null, default)).ShouldNotBeNull().Failure.ShouldNotBeNull().Message.ShouldContain("klingon");
    }

    [Fact]
    public async Task Call_RestoringWhatAnotherHasTheKeyOfNow_IsADuplicateAndChangesNothing()
    {
        var first = await _room.MemoryAsync(new { content = "first", key = "k" });
        await _room.SentAsync("memory_delete", new { id = first });
        await _room.MemoryAsync(new { content = "second", key = "k" });
        var failure = await _room.UnsentAsync(FailureCode.Duplicate, "memory_delete", new { id = first, restore = true });
        failure.Path.ShouldBe("/key");
        (await _room.SentAsync("memory_get", new { key = "k" })).Text("memory.content").ShouldBe("second");
    }

    [Fact]
    public async Task Call_CancelledBeforehand_WritesNothing()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await _room.Server.CallAsync(_room.Caller(), "memory_save", "{\"content\":\"c\"}"u8.ToArray(), null, gone.Token));
        (await _room.DoneAsync("status")).At("usage").Has("memory").ShouldBeFalse();
    }
}
