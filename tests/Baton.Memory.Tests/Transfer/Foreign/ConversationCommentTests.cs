using Baton.Memory.Dialects;
using Baton.Memory.Tests.Dialects;
using Baton.Memory.Tests.Support;
using ForeignFile = Baton.Memory.Transfer.Foreign.ForeignFile;

namespace Baton.Memory.Tests.Transfer.Foreign;

/// <summary>A Conversation Handoff server gives comments with a handoff; they come with it.</summary>
public sealed class ConversationCommentTests
{
    private const string First = """{"id":"x1","author":"bob","content":"Looks good","created_at":"2026-01-08T09:00:00.000Z"}""";
    private const string Second = """{"id":"x2","author":"eve","content":"Ship it","created_at":"2026-01-09T09:00:00.000Z"}""";

    [Fact]
    public async Task Comments_KeepAuthorTextAndTime_AndARepeatChangesNothing()
    {
        await using var room = await Room.OpenAsync();
        foreach (var dryRun in (bool[])[true, false])
        {
            var report = await room.ImportAsync("conversation-handoff", dryRun, "atlas", Handoff("one", Second, First));
            (report.Records, report.Versions, report.Failed).ShouldBe((1, 3, 0));
        }
        (await room.ImportAsync("conversation-handoff", Handoff("one", Second, First))).Versions.ShouldBe(0);
        var comments = (await LoadedAsync(room)).At("handoff.comments").EnumerateArray().Select(comment => (comment.Text("author"), comment.Text("content"), comment.Text("created_at")));
        comments.ShouldBe([("bob", "Looks good", "2026-01-08T09:00:00.000Z"), ("eve", "Ship it", "2026-01-09T09:00:00.000Z")]);
    }

    [Fact]
    public async Task ChangedOriginal_KeepsTheComments_AddsTheNew_AndLeavesThoseMadeHere()
    {
        await using var room = await Room.OpenAsync();
        await room.ImportAsync("conversation-handoff", Handoff("one", First));
        var (dialect, caller) = Dialect(room);
        await dialect.DoneAsync("handoff_add_comment", "{'key':'login','content':'Mine','author':'cy'}", caller);
        (await room.ImportAsync("conversation-handoff", Handoff("two", First, Second))).Versions.ShouldBe(2);
        var loaded = await LoadedAsync(room);
        loaded.Text("handoff.conversation").ShouldBe("two");
        loaded.At("handoff.comments").EnumerateArray().Select(comment => (comment.Text("author"), comment.Text("content")))
            .ShouldBe([("bob", "Looks good"), ("cy", "Mine"), ("eve", "Ship it")]);
    }

    [Fact]
    public async Task CommentThatCannotBeRead_IsSaid_AndTheRestIsKept()
    {
        await using var room = await Room.OpenAsync();
        var report = await room.ImportAsync("conversation-handoff", Handoff("one", "{\"author\":\"bob\"}", """{"content":"x","created_at":"soon"}""", First));
        (report.Records, report.Versions).ShouldBe((1, 2));
        report.Errors.Select(error => error.Message).ShouldBe(
            ["login.json: A comment has no content.", "login.json: A comment's created_at is no time: soon. Write it as 2026-03-01T12:00:00Z."]);
    }

    [Fact]
    public async Task FileWithAListUnderHandoffs_IsTaken()
    {
        await using var room = await Room.OpenAsync();
        var report = await room.ImportAsync("conversation-handoff", Importing.File("all.json", """{"count":2,"handoffs":[{"key":"a","conversation":"1"},{"key":"b","summary":"only listed"}]}"""));
        (report.Records, report.Errors.Single().Message).ShouldBe((1, "all.json, item 2: A handoff needs key and conversation."));
    }

    private static ForeignFile Handoff(string conversation, params string[] comments)
        => Importing.File("login.json", $$"""{"key":"login","summary":"Login","conversation":"{{conversation}}","created_at":"2026-01-07T09:00:00.000Z","comments":[{{string.Join(',', comments)}}]}""");

    private static (DialectRoom Dialect, Memory.Callers.MemoryCaller Caller) Dialect(Room room)
    {
        var dialect = new DialectRoom(room, DialectNames.ConversationHandoff);
        return (dialect, dialect.Caller() with { DefaultProject = "atlas" });
    }

    private static async Task<System.Text.Json.JsonElement> LoadedAsync(Room room)
    {
        var (dialect, caller) = Dialect(room);
        return (await dialect.DoneAsync("handoff_load", "{'key':'login'}", caller)).Content;
    }
}
