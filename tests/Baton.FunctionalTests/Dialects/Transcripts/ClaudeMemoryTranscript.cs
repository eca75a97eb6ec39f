namespace Baton.FunctionalTests.Dialects.Transcripts;

/// <summary>A model's memory tool, at work on Baton.</summary>
public sealed class ClaudeMemoryTranscript
{
    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Save_Resume_Search_Update_Delete_Restart(string transport)
    {
        const string Text = "# Plan\r\n- build 🏗\r\n- ship\r\n";
        await using var scene = TranscriptScene.Open("claude-memory", transport);
        var writer = await scene.SessionAsync();
        (await writer.ToolsAsync()).Single().Name.ShouldBe("memory");
        await writer.DoneAsync("memory", new { command = "create", path = "/memories/plan.md", file_text = Text });
        await writer.DoneAsync("memory", new { command = "create", path = "/memories/notes/a.md", file_text = "alpha" });

        await scene.KillAsync();

        var reader = await scene.SessionAsync();
        (await reader.TextAsync("memory", new { command = "view", path = "/memories" })).ShouldContain("/memories/plan.md");
        (await reader.DoneAsync("memory", new { command = "view", path = "/memories/plan.md" })).Text("content").ShouldBe(Text);
        var native = await scene.SessionAsync(dialect: null);
        (await native.DoneAsync("memory_search", new { query = "build ship" })).Text("results.0.content").ShouldBe(Text);

        await reader.DoneAsync("memory", new { command = "str_replace", path = "/memories/plan.md", old_str = "- ship\r\n", new_str = "- shipped\r\n" });
        await reader.DoneAsync("memory", new { command = "insert", path = "/memories/plan.md", insert_line = 1, insert_text = "- test\r\n" });
        await reader.DoneAsync("memory", new { command = "rename", old_path = "/memories/plan.md", new_path = "/memories/done.md" });
        (await reader.DoneAsync("memory", new { command = "view", path = "/memories/done.md" })).Text("content").ShouldBe("# Plan\r\n- test\r\n- build 🏗\r\n- shipped\r\n");
        (await reader.RefusedAsync("memory", new { command = "create", path = "/memories/done.md", file_text = "over it" })).ShouldBe("duplicate");
        (await reader.RefusedAsync("memory", new { command = "view", path = "/memories/../../etc/passwd" })).ShouldBe("invalid");

        var gone = await reader.DoneAsync("memory", new { command = "delete", path = "/memories/done.md" });
        (await reader.RefusedAsync("memory", new { command = "view", path = "/memories/done.md" })).ShouldBe("not_found");
        await native.DoneAsync("memory_delete", new { id = gone.Text("ids.0"), restore = true });
        (await reader.DoneAsync("memory", new { command = "view", path = "/memories/done.md" })).Text("content").ShouldContain("shipped");
    }
}
