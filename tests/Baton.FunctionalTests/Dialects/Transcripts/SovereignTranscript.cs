namespace Baton.FunctionalTests.Dialects.Transcripts;

/// <summary>An agent that was written for Sovereign Stack, at work on Baton.</summary>
public sealed class SovereignTranscript
{
    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Save_Resume_Search_Update_Delete_Restart(string transport)
    {
        const string Note = "Login is fixed 🔑\r\nNext: deploy";
        await using var scene = TranscriptScene.Open("sovereign", transport);
        var writer = await scene.SessionAsync();
        (await writer.ToolsAsync()).Count.ShouldBe(31);
        var left = (await writer.DoneAsync("handoff", new { note = Note, thread = "login" })).Text("handoff.id");
        var insight = (await writer.DoneAsync("record_insight", new { domain = "infra", content = "Kafka keeps seven days", layer = "ground_truth" })).Text("insight_id");
        var thread = (await writer.DoneAsync("record_open_thread", new { question = "Who owns the queue?" })).Text("thread_id");
        var archive = await writer.DoneAsync("archive_exchange", new { content = "one\r\ntwo\r\n", source = "chat" });
        await writer.DoneAsync("session_handoff", new { action = "write", summary = "All quiet", next_priorities = new[] { "rest" } });
        await writer.DoneAsync("comms_send", new { channel = "general", body = "deploy at noon" });

        await scene.KillAsync();

        var reader = await scene.SessionAsync();
        (await reader.TextAsync("arrive")).ShouldContain(left);
        (await reader.DoneAsync("session_handoff", new { action = "read" })).Text("handoff.next_priorities.0").ShouldBe("rest");
        var taken = await reader.DoneAsync("where_did_i_leave_off", new { thread = "login" });
        (taken.Text("handoffs.0.handoff_path"), taken.Text("handoffs.0.note")).ShouldBe((left, Note));
        var other = await scene.SessionAsync();
        (await other.DoneAsync("where_did_i_leave_off", new { thread = "login" })).At("handoffs.0.claim.mine").GetBoolean().ShouldBeFalse();
        (await reader.DoneAsync("recall_insights", new { query = "kafka" })).Text("insights.0.content").ShouldBe("Kafka keeps seven days");
        var exchange = await reader.DoneAsync("recall_exchange", new { archive_id = archive.Text("archive_id") });
        (exchange.Text("content"), exchange.Text("sha256")).ShouldBe(("one\r\ntwo\r\n", archive.Text("sha256")));
        (await reader.DoneAsync("comms_unread_bodies", new { instance_id = "haiku" })).Text("messages.0.body").ShouldBe("deploy at noon");

        var newer = (await reader.DoneAsync("record_insight", new { domain = "infra", content = "The queue holds a month now" })).Text("insight_id");
        await reader.DoneAsync("supersede_insight", new { predecessor_id = insight, successor_id = newer });
        await reader.DoneAsync("resolve_thread_by_id", new { thread_id = thread, resolution = "the platform team" });
        (await reader.DoneAsync("get_open_threads")).Number("total").ShouldBe(0);
        (await reader.DoneAsync("handoff_acted_on", new { handoff_path = left, consumed_by = "opus", what_was_done = "deployed" })).Text("handoff.status").ShouldBe("done");
        (await reader.DoneAsync("handoff_acted_on_records")).Text("records.0.what_was_done").ShouldBe("deployed");
        (await reader.DoneAsync("close_session", new { what_i_learned = "Deploys are easy" })).Text("handoff.thread").ShouldBe("general");

        var native = await scene.SessionAsync(dialect: null);
        await native.DoneAsync("memory_delete", new { id = newer });
        (await reader.DoneAsync("recall_insights", new { query = "month" })).At("insights").GetArrayLength().ShouldBe(0);
        (await reader.RefusedAsync("handoff_acted_on", new { handoff_path = "../../etc/passwd", consumed_by = "x", what_was_done = "y" })).ShouldBe("not_found");
    }
}
