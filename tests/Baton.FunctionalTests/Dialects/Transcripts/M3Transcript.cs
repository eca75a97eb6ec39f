namespace Baton.FunctionalTests.Dialects.Transcripts;

/// <summary>An agent that was written for M3, at work on Baton.</summary>
public sealed class M3Transcript
{
    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Save_Resume_Search_Update_Delete_Restart(string transport)
    {
        const string Exact = "Ports: 7000 🔑\r\n  tabs\tkept";
        await using var scene = TranscriptScene.Open("m3", transport);
        var writer = await scene.SessionAsync();
        (await writer.ToolsAsync()).Count.ShouldBe(51);
        await writer.DoneAsync("agent_register", new { agent_id = "alpha", role = "builder", capabilities = new[] { "csharp" } });
        var memory = (await writer.DoneAsync("memory_write", new { type = "decision", content = Exact, title = "Ports", agent_id = "alpha", metadata = "{\"ticket\":\"A-7\"}" })).Text("id");
        var handoff = (await writer.DoneAsync("save_handoff", new { project = "shop", summary = "Login is fixed", next_steps = "Deploy it" })).Text("id");
        var task = (await writer.DoneAsync("task_create", new { title = "Deploy", created_by = "alpha", owner_agent = "beta" })).Text("id");
        var handed = (await writer.DoneAsync("memory_handoff", new { from_agent = "alpha", to_agent = "beta", task = "Deploy the login", context_ids = new[] { memory }, task_id = task })).Text("id");
        var note = (await writer.DoneAsync("notify", new { agent_id = "beta", kind = "build", payload = new { ok = true } })).At("notification_id").GetInt64();
        var talk = (await writer.DoneAsync("conversation_start", new { title = "Planning" })).Text("conversation_id");
        await writer.DoneAsync("conversation_append", new { conversation_id = talk, role = "user", content = "when do we deploy" });
        await writer.DoneAsync("conversation_append", new { conversation_id = talk, role = "assistant", content = "on Monday" });

        await scene.KillAsync();

        var reader = await scene.SessionAsync();
        (await reader.DoneAsync("memory_get", new { id = memory })).Text("content").ShouldBe(Exact);
        (await reader.DoneAsync("memory_verify", new { id = memory })).Text("status").ShouldBe("ok");
        (await reader.DoneAsync("memory_get", new { id = handoff })).Text("next_steps.0").ShouldBe("Deploy it");
        var inbox = await reader.DoneAsync("memory_inbox", new { agent_id = "beta" });
        (inbox.Text("items.0.id"), inbox.Text("items.0.context_ids.0")).ShouldBe((handed, memory));
        await reader.DoneAsync("memory_inbox_ack", new { memory_id = handed });
        (await reader.DoneAsync("notifications_poll", new { agent_id = "beta" })).At("notifications.0.id").GetInt64().ShouldBe(note);
        await reader.DoneAsync("notifications_ack", new { notification_id = note });
        (await reader.DoneAsync("conversation_search", new { query = "deploy" })).Text("results.0.conversation_id").ShouldBe(talk);
        (await reader.DoneAsync("memory_search", new { query = "ports" })).Text("results.0.id").ShouldBe(memory);

        await reader.DoneAsync("task_update", new { task_id = task, state = "in_progress", actor = "beta" });
        (await reader.RefusedAsync("task_update", new { task_id = task, state = "in_progress", actor = "gamma" })).ShouldBe("claimed");
        (await reader.DoneAsync("task_update", new { task_id = task, state = "completed", actor = "beta" })).Text("state").ShouldBe("completed");
        var newer = (await reader.DoneAsync("memory_supersede", new { old_id = memory, content = "Ports: 7001" })).Text("id");
        (await reader.DoneAsync("memory_history", new { memory_id = memory })).Text("events.0.event").ShouldBe("supersede");
        (await reader.DoneAsync("m3_call", new { tool = "memory_get", args = new { id = newer } })).Text("result.content").ShouldBe("Ports: 7001");
        (await reader.DoneAsync("m3_index", new { domain = "tasks" })).Number("count").ShouldBe(8);

        var native = await scene.SessionAsync(dialect: null);
        (await native.DoneAsync("handoff_load", new { id = handoff })).Text("handoff.summary").ShouldBe("Login is fixed");
        await reader.DoneAsync("memory_delete", new { id = newer, hard = true });
        (await reader.RefusedAsync("memory_get", new { id = newer })).ShouldBe("not_found");
        await native.DoneAsync("memory_delete", new { id = newer, restore = true });
        (await reader.DoneAsync("memory_get", new { id = newer })).Text("content").ShouldBe("Ports: 7001");
    }
}
