using System.Text.Json;

namespace Baton.FunctionalTests.Dialects.Transcripts;

/// <summary>An agent that was written for LoadItOut, at work on Baton.</summary>
public sealed class LoaditoutTranscript
{
    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Save_Resume_Search_Update_Delete_Restart(string transport)
    {
        await using var scene = TranscriptScene.Open("loaditout", transport);
        var writer = await scene.SessionAsync();
        (await writer.ToolsAsync()).Count.ShouldBe(8);
        (await writer.DoneAsync("recall_memory")).At("memories").GetArrayLength().ShouldBe(0);
        (await writer.DoneAsync("save_memory", new { key = "stack", value = new { db = "postgres", port = 5432 }, type = "install" })).Text("key").ShouldBe("stack");
        await writer.DoneAsync("save_memory", new { key = "style", value = "tabs\r\nnot spaces 🙂", type = "preference" });
        (await writer.DoneAsync("report_skill_usage", new { slug = "acme/deploy", status = "success" })).Text("proof_id").ShouldStartWith("proof-");

        await scene.KillAsync();

        var reader = await scene.SessionAsync();
        var recalled = await reader.DoneAsync("recall_memory", new { type = "install" });
        recalled.Text("memories.0.key").ShouldBe("stack");
        JsonElement.DeepEquals(recalled.At("memories.0.value"), JsonSerializer.SerializeToElement(new { db = "postgres", port = 5432 })).ShouldBeTrue();
        (await reader.DoneAsync("recall_memory", new { query = "spaces" })).Text("memories.0.value").ShouldBe("tabs\r\nnot spaces 🙂");

        (await reader.DoneAsync("save_memory", new { key = "stack", value = "sqlite", type = "install" })).Number("version").ShouldBe(2);
        (await reader.DoneAsync("recall_memory")).Number("total").ShouldBe(2);
        var native = await scene.SessionAsync(dialect: null);
        (await native.DoneAsync("memory_get", new { key = "stack", history = true })).At("history").GetArrayLength().ShouldBe(2);
        await native.DoneAsync("memory_delete", new { key = "stack" });
        (await reader.DoneAsync("recall_memory")).Number("total").ShouldBe(1);

        var proof = (await reader.DoneAsync("list_my_proofs")).Text("proofs.0.proof_id");
        (await reader.DoneAsync("verify_proof", new { proof_id = proof })).At("valid").GetBoolean().ShouldBeTrue();
        (await reader.DoneAsync("validate_action", new { slug = "memory", action = "save_memory" })).Text("category").ShouldBe("write");
        var asked = await reader.DoneAsync("request_permission", new { slug = "acme/deploy", reason = "to ship" });
        (await reader.DoneAsync("check_permission", new { request_id = asked.At("request_id").GetInt64() })).Text("status").ShouldBe("pending");
        (await reader.RefusedAsync("save_memory", new { key = "k", value = 1, type = "opinion" })).ShouldBe("invalid");
    }
}
