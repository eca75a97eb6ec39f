using System.Text.Json;

namespace Baton.FunctionalTests.Dialects.Transcripts;

/// <summary>An agent that was written for Conversation Handoff, at work on Baton.</summary>
public sealed class ConversationHandoffTranscript
{
    private const string Talk = "## User\r\nFix the login 🔑\r\n## Assistant\r\nDone in auth.cs";

    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Save_Resume_Search_Update_Delete_Restart(string transport)
    {
        await using var scene = TranscriptScene.Open("conversation-handoff", transport);
        var writer = await scene.SessionAsync();
        (await writer.ToolsAsync()).Count.ShouldBe(11);
        var saved = await writer.DoneAsync("handoff_save", new { key = "login", summary = "Login fixed.", conversation = Talk, status = "active", next_action = "Deploy", tags = new[] { "Auth" } });
        saved.Number("handoff.message_count").ShouldBe(2);
        await writer.DoneAsync("handoff_add_comment", new { key = "login", content = "looks good", author = "reviewer" });
        (await writer.DoneAsync("handoff_restart")).Number("lost").ShouldBe(0);

        await scene.KillAsync();

        var reader = await scene.SessionAsync();
        var restarted = await reader.DoneAsync("handoff_restart");
        (restarted.Number("handoffs"), restarted.Number("lost")).ShouldBe((1, 0));
        (await reader.DoneAsync("handoff_list")).Text("handoffs.0.key").ShouldBe("login");
        (await reader.DoneAsync("handoff_search", new { query = "auth.cs" })).Text("handoffs.0.key").ShouldBe("login");
        var loaded = await reader.DoneAsync("handoff_load", new { key = "login" });
        loaded.Text("handoff.conversation").ShouldBe(Talk);
        (loaded.Text("handoff.status"), loaded.Text("handoff.next_action"), loaded.Text("handoff.tags.0")).ShouldBe(("active", "Deploy", "auth"));
        loaded.Text("handoff.comments.0.author").ShouldBe("reviewer");

        await reader.DoneAsync("handoff_append", new { key = "login", chunk = "\r\n## User\r\nThanks", seq = 1 });
        await reader.DoneAsync("handoff_append", new { key = "login", chunk = "\r\n## User\r\nThanks", seq = 1 });
        (await reader.DoneAsync("handoff_load", new { key = "login" })).Text("handoff.conversation").ShouldBe(Talk + "\r\n## User\r\nThanks");
        var again = await reader.DoneAsync("handoff_save", new { key = "login", summary = "Deployed.", conversation = "## User\nbye", status = "completed" });
        again.Number("handoff.comment_count").ShouldBe(1);
        await reader.DoneAsync("handoff_save", new { key = "other", summary = "Another.", conversation = "c" });
        (await reader.DoneAsync("handoff_merge", new { keys = new[] { "login", "other" }, new_key = "both" })).Text("handoff.key").ShouldBe("both");
        (await reader.DoneAsync("handoff_stats")).Number("handoffs").ShouldBe(3);

        (await reader.RefusedAsync("handoff_clear")).ShouldBe("confirm_required");
        var gone = await reader.DoneAsync("handoff_clear", new { key = "both" });
        (await reader.RefusedAsync("handoff_load", new { key = "both" })).ShouldBe("not_found");
        await reader.DoneAsync("handoff_clear", new { key = gone.Text("ids.0"), restore = true });
        (await reader.DoneAsync("handoff_load", new { key = "both" })).At("handoff.conversation").ValueKind.ShouldBe(JsonValueKind.String);
    }
}
