namespace Baton.FunctionalTests.Dialects.Transcripts;

/// <summary>An agent that was written for Ainote, at work on Baton.</summary>
public sealed class AinoteTranscript
{
    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Save_Resume_Search_Update_Delete_Restart(string transport)
    {
        const string Text = "Login is fixed 🔑\r\nNext: deploy";
        await using var scene = TranscriptScene.Open("ainote", transport);
        var writer = await scene.SessionAsync();
        (await writer.ToolsAsync()).Count.ShouldBe(24);
        var folder = (await writer.DoneAsync("vault_connect_status")).Text("folder");
        var saved = await writer.DoneAsync("handoff_save", new { project = "shop", topic = "login", content = Text, date = "2026-03-05" });
        saved.Text("path").ShouldBe("handoffs/shop-login-2026-03-05.txt");
        (await File.ReadAllTextAsync(Path.Combine(folder, saved.Text("path")))).ShouldBe(Text);
        var task = (await writer.DoneAsync("create_task", new { content = "Deploy", due_date = "2026-03-06", due_time = "09:30", is_important = true, category_id = "ops" })).Text("task.id");
        await writer.DoneAsync("create_dev_doc", new { title = "API", content = "two", category = "spec" });
        await writer.DoneAsync("sync_push", new { path = "diary/monday.md", content = "rain" });

        await scene.KillAsync();

        var reader = await scene.SessionAsync();
        (await reader.DoneAsync("handoff_list", new { project = "shop" })).Text("handoffs.0.topic").ShouldBe("login");
        (await reader.DoneAsync("handoff_get", new { project = "shop", topic = "login" })).Text("content").ShouldBe(Text);
        (await reader.DoneAsync("handoff_save", new { project = "shop", topic = "login", content = "Deployed", date = "2026-03-05" })).Number("version").ShouldBe(2);
        (await File.ReadAllTextAsync(Path.Combine(folder, saved.Text("path")))).ShouldBe("Deployed");
        (await reader.DoneAsync("list_tasks", new { status = "pending", search = "deploy" })).Text("tasks.0.id").ShouldBe(task);
        (await reader.DoneAsync("update_task", new { id = task, completed_at = "2026-03-06T00:30:00Z" })).Text("task.status").ShouldBe("completed");
        (await reader.DoneAsync("list_categories")).Text("categories.0.name").ShouldBe("ops");
        await reader.DoneAsync("update_dev_doc", new { title = "API", category = "spec", content = "one", mode = "prepend" });
        (await reader.DoneAsync("get_dev_doc", new { title = "API", include_versions = true })).Text("document.content").ShouldBe("one\ntwo");
        (await reader.DoneAsync("list_dev_docs", new { search = "TWO" })).Number("count").ShouldBe(1);
        (await reader.DoneAsync("sync_pull", new { path = "diary/monday.md" })).Text("files.0.content").ShouldBe("rain");
        (await reader.DoneAsync("vault_sync", new { action = "list" })).Number("changed").ShouldBe(0);

        var native = await scene.SessionAsync(dialect: null);
        (await native.DoneAsync("handoff_load", new { id = saved.Text("id"), version = 1 })).Text("handoff.body").ShouldBe(Text);
        await reader.DoneAsync("delete_task", new { id = task });
        (await reader.DoneAsync("list_tasks")).Number("total").ShouldBe(0);
        await native.DoneAsync("task_delete", new { id = task, restore = true });
        (await reader.DoneAsync("list_tasks")).Number("total").ShouldBe(1);
        (await reader.RefusedAsync("sync_push", new { path = "../../etc/passwd", content = "x" })).ShouldBe("invalid");
    }
}
