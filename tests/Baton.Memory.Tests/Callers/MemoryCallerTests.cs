using Baton.Memory.Callers;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Callers;

/// <summary>What a connection establishes of who speaks, and by what of it things are kept.</summary>
public sealed class MemoryCallerTests
{
    private static readonly DateTimeOffset Made = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("ci", "x1", true, "x1", true)]
    [InlineData("ci", "x1", false, "x1", false)]
    [InlineData("ci", null, true, "ci", false)]
    [InlineData("local", "local", true, "local", false)]
    public void GrantKey_IsTheIdWhereThereIsOne_AndTheLabelsPastIsOwnSinceTheGrantWasMade(string label, string? id, bool hasTime, string key, bool ownsLabel)
    {
        var caller = new MemoryCaller { Grant = label, GrantId = id, GrantedAt = hasTime ? Made : null, Principal = "ada", RequestId = "r" };
        (caller.GrantKey, caller.LabelIsOwnSince).ShouldBe((key, ownsLabel ? Made : null));
    }

    [Fact]
    public void New_WithWhatMustBeThere_IsBoundToNothingAndHasTheCoreTools()
    {
        var caller = new MemoryCaller { Grant = "g", Principal = "p", RequestId = "r" };
        caller.Toolsets.ShouldBe(["core"]);
        caller.Projects.ShouldBeEmpty();
        caller.Roles.ShouldBeEmpty();
        (caller.Dialect, caller.DefaultProject, caller.Session, caller.ClientName, caller.Workspace).ShouldBe((null, null, null, null, null));
    }

    /// <summary>Whatever arguments say, what is written is under the connection's name.</summary>
    [Theory]
    [InlineData("handoff_save", "{'summary':'s','from':'root'}")]
    [InlineData("memory_save", "{'content':'c','owner':'root'}")]
    [InlineData("memory_save", "{'content':'c','author':'root'}")]
    [InlineData("task_save", "{'title':'t','by':'root'}")]
    [InlineData("notify", "{'to':'bob','message':'m','from':'root'}")]
    [InlineData("session_close", "{'summary':'s','principal':'root'}")]
    [InlineData("handoff_update", "{'key':'k','author':'root','comment':'c'}")]
    public async Task Write_WithAnIdentityAmongItsArguments_IsRefusedByTheArgumentsName(string tool, string json)
    {
        await using var room = await Room.OpenAsync();
        await room.HandoffAsync(new { summary = "s", key = "k" });
        var failure = await room.RefusedAsync("invalid", tool, json);
        failure.Path.ShouldNotBeNull().ShouldBeOneOf("/from", "/owner", "/author", "/by", "/principal");
        failure.Message.ShouldBe($"'{failure.Path[1..]}' is not a parameter.");
    }

    [Theory]
    [InlineData("handoff_save", "{'summary':'s'}", "handoff_load", "handoff")]
    [InlineData("memory_save", "{'content':'c','key':'k'}", "memory_get", "memory")]
    [InlineData("task_save", "{'title':'t','key':'k'}", "task_get", "task")]
    public async Task Write_KeepsTheWholeConnection(string tool, string json, string read, string member)
    {
        await using var room = await Room.OpenAsync();
        var caller = room.Caller("ada", "ci", "editor") with { GrantId = "x1", ClientVersion = "2.0", Session = "s9", RequestId = "r77" };
        await room.DoneAsync(tool, json, caller);
        var by = (await room.DoneAsync(read, member == "handoff" ? "{}" : "{'key':'k'}")).At(member + ".by");
        (by.Text("grant"), by.Text("principal"), by.Text("client"), by.Text("client_version"), by.Text("session"), by.Text("request_id"), by.Text("operation"))
            .ShouldBe(("ci", "ada", "editor", "2.0", "s9", "r77", tool));
        by.GetRawText().ShouldNotContain("x1");
    }
}
