using System.Text;
using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tasks;

/// <summary>Each field of a task alone: kept as it came, kept when left out, cleared when asked, and as it was in every version.</summary>
public sealed class TaskFieldTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("description", "\"mit\\r\\nZeilen 🎌\"", "\"mit\\r\\nZeilen 🎌\"", "null")]
    [InlineData("to", "\" reviewer \"", "\"reviewer\"", "null")]
    [InlineData("priority", "1", "1", "null", "0")]
    [InlineData("priority", "-1", "-1", "null", "0")]
    [InlineData("due_at", "\"2026-03-05\"", "\"2026-03-05T00:00:00.000Z\"", "null")]
    [InlineData("due_at", "\"2026-03-05T10:00:00+02:00\"", "\"2026-03-05T08:00:00.000Z\"", "null")]
    [InlineData("tags", "[\" a \",\"b\",\"a\"]", "[\"a\",\"b\"]", "[]")]
    public async Task Save_AField_IsKeptWhenLeftOutAndClearedWhenAsked(string name, string given, string shown, string clear, string? cleared = null)
    {
        await DoneAsync("task_save", $$"""{"title":"t","key":"k","{{name}}":{{given}}}""");
        await DoneAsync("task_save", """{"title":"u","key":"k"}""");
        await DoneAsync("task_update", $$"""{"key":"k","{{name}}":{{clear}}}""");
        var history = (await _room.DoneAsync("task_get", "{'key':'k','history':true}")).At("history");
        history.EnumerateArray().Select(version => version.TryGetProperty(name, out var member) ? Normal(member) : null)
            .ShouldBe([Normal(JsonDocument.Parse(shown).RootElement), Normal(JsonDocument.Parse(shown).RootElement), cleared]);
    }

    [Theory]
    [InlineData("task_save", "{\"title\":null}", "/title")]
    [InlineData("task_save", "{\"title\":7}", "/title")]
    [InlineData("task_save", "{\"title\":\"t\",\"priority\":1.5}", "/priority")]
    [InlineData("task_save", "{\"title\":\"t\",\"priority\":-2}", "/priority")]
    [InlineData("task_save", "{\"title\":\"t\",\"due_at\":\"soon\"}", "/due_at")]
    [InlineData("task_save", "{\"title\":\"t\",\"to\":\"\"}", "/to")]
    [InlineData("task_save", "{\"title\":\"t\",\"tags\":[\"\"]}", "/tags/0")]
    [InlineData("task_save", "{\"title\":\"t\",\"parent\":\"x\"}", "/parent")]
    [InlineData("task_save", "{\"title\":\"t\",\"status\":\"done\"}", "/status")]
    [InlineData("task_save", "{\"title\":\"t\",\"key\":\"a\\nb\"}", "/key")]
    [InlineData("task_update", "{\"key\":\"k\",\"status\":\"Done\"}", "/status")]
    [InlineData("task_update", "{\"key\":\"k\",\"result\":\"h_01JZZZZZZZZZZZZZZZZZZZZZZZ\"}", "/result")]
    [InlineData("task_update", "{\"key\":\"k\",\"result\":\"m_01JZZZZZZZZZZZZZZZZZZZZZZZ\"}", "/result")]
    [InlineData("task_update", "{\"key\":\"k\",\"title\":null}", "/title")]
    [InlineData("task_list", "{\"status\":\"finished\"}", "/status")]
    [InlineData("task_list", "{\"parent\":\"t_01\"}", "/parent")]
    [InlineData("task_list", "{\"limit\":0}", "/limit")]
    public async Task Call_WhatIsNoValue_IsRefusedAtItsPlace(string tool, string json, string path)
    {
        await _room.DoneAsync("task_save", "{'title':'t','key':'k'}");
        var answer = await _room.RawAsync(tool, Encoding.UTF8.GetBytes(json));
        answer.Failure.ShouldNotBeNull().Path.ShouldBe(path, answer.Failure.Message);
        (await _room.DoneAsync("task_get", "{'key':'k'}")).Number("task.version").ShouldBe(1);
    }

    [Theory]
    [InlineData("{'status':'open'}", "a,c")]
    [InlineData("{'status':['done','claimed']}", "b,d")]
    [InlineData("{'to':'bob'}", "a")]
    [InlineData("{'to':['bob','']}", "a,b,d")]
    [InlineData("{'to':' bob '}", "a")]
    [InlineData("{'to':''}", "b,d")]
    [InlineData("{'from':'eve'}", "c")]
    [InlineData("{'tags':' red '}", "a,b")]
    [InlineData("{'project':'web'}", "d")]
    [InlineData("{'project':' web '}", "d")]
    [InlineData("{'query':'penguin'}", "a,c")]
    [InlineData("{'query':'penguin','to':'bob'}", "a")]
    [InlineData("{'query':'described walrus'}", "b")]
    [InlineData("{'query':' '}", "a,b,c,d")]
    public async Task List_ByFilters_FindsExactlyThese(string arguments, string keys)
    {
        await _room.SentAsync("task_save", new { title = "count the penguins", key = "a", to = "bob", tags = new[] { "red" } });
        await _room.SentAsync("task_save", new { title = "other work", key = "b", description = "described: a walrus", tags = new[] { "red", "blue" } });
        await _room.SentAsync("task_save", new { title = "penguins again", key = "c", to = "reviewer" }, _room.Caller("eve", "ci"));
        await _room.SentAsync("task_save", new { title = "elsewhere", key = "d", project = "web" });
        await _room.DoneAsync("task_claim", "{'key':'b'}");
        await _room.SentAsync("task_update", new { key = "d", project = "web", status = "done" });
        var found = await _room.DoneAsync("task_list", arguments);
        string.Join(',', found.Each("tasks", "key").Order()).ShouldBe(keys);
        found.Number("total").ShouldBe(keys.Split(',').Length);
    }

    [Fact]
    public async Task Update_OutcomeAndResult_SayWhoDidWhatWithWhichMemory()
    {
        await _room.DoneAsync("task_save", "{'title':'t','key':'k'}");
        var result = await _room.MemoryAsync(new { content = "what came of it" });
        var done = (await _room.SentAsync("task_update", new { key = "k", status = "done", outcome = "merged", result = result[..24].ToLowerInvariant() }, _room.Caller("bob"))).At("task");
        (done.Text("status"), done.Text("outcome.text"), done.Text("outcome.author"), done.Text("result")).ShouldBe(("done", "merged", "bob", result));
        (await _room.CallAsync("task_get", "{'key':'k'}")).Text.ShouldContain("merged");
    }

    [Fact]
    public async Task Save_OntoAFinishedOne_KeepsItFinished()
    {
        await _room.DoneAsync("task_save", "{'title':'t','key':'k'}");
        await _room.DoneAsync("task_update", "{'key':'k','status':'cancelled'}");
        (await _room.DoneAsync("task_save", "{'title':'u','key':'k'}")).Text("task.status").ShouldBe("cancelled");
        (await _room.RefusedAsync(FailureCode.Invalid, "task_claim", "{'key':'k'}")).Message.ShouldEndWith("is cancelled; it cannot become claimed.");
    }

    private async Task DoneAsync(string tool, string json)
    {
        var answer = await _room.RawAsync(tool, Encoding.UTF8.GetBytes(json));
        answer.Failure.ShouldBeNull($"{answer.Failure?.Message} {answer.Failure?.Path}");
    }

    private static string Normal(JsonElement value) => JsonSerializer.Serialize(value);
}
