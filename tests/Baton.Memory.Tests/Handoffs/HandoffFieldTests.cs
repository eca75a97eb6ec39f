using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Handoffs;

/// <summary>Each field of a handoff alone: kept as it came, kept when left out, cleared by null or an empty list, and part of every version.</summary>
public sealed class HandoffFieldTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("title", "\"Ein Titel 🎌\"", "\"Ein Titel 🎌\"", "null")]
    [InlineData("thread", "\" t/1 \"", "\"t/1\"", "null")]
    [InlineData("body", "\"a\\r\\nb\\u0000\"", "\"a\\r\\nb\\u0000\"", "null")]
    [InlineData("body", "\"x\"", "\"x\"", "\"\"")]
    [InlineData("decisions", "[\"one\",\" two \",\"one\"]", "[\"one\",\" two \",\"one\"]", "[]")]
    [InlineData("pending", "[\"\"]", "[\"\"]", "null")]
    [InlineData("changed", "[\"a.cs\"]", "[\"a.cs\"]", "[]")]
    [InlineData("next_actions", "[\"deploy\"]", "[\"deploy\"]", "null")]
    [InlineData("blockers", "[\"key missing\"]", "[\"key missing\"]", "[]")]
    [InlineData("files", "[\"a b.cs\",{\"path\":\"c\",\"commit\":\"abc123\",\"note\":\"n\"}]", "[{\"path\":\"a b.cs\"},{\"path\":\"c\",\"commit\":\"abc123\",\"note\":\"n\"}]", "[]")]
    [InlineData("tags", "[\" a \",\"b\",\"a\"]", "[\"a\",\"b\"]", "[]")]
    [InlineData("to", "\" reviewer \"", "\"reviewer\"", "null")]
    [InlineData("priority", "1", "1", "null", "0")]
    [InlineData("priority", "-1", "-1", "null", "0")]
    [InlineData("pinned", "true", "true", "null", "false")]
    [InlineData("ttl", "\"2h\"", "\"2026-03-01T14:00:00.000Z\"", "null")]
    [InlineData("ttl", "90", "\"2026-03-01T12:01:30.000Z\"", "null")]
    public async Task Save_AField_IsKeptWhenLeftOutAndClearedWhenAsked(string name, string given, string shown, string clear, string? cleared = null)
    {
        var member = name == "ttl" ? "expires_at" : name;
        await SaveAsync($$"""{"summary":"s","key":"k","{{name}}":{{given}}}""");
        (await MemberAsync(member)).ShouldBe(Normal(shown));
        await SaveAsync("""{"summary":"again","key":"k"}""");
        (await MemberAsync(member)).ShouldBe(Normal(shown));
        await SaveAsync($$"""{"summary":"last","key":"k","{{name}}":{{clear}}}""");
        (await MemberAsync(member)).ShouldBe(cleared);
        (await MemberAsync(member, version: 1)).ShouldBe(Normal(shown));
        (await MemberAsync(member, version: 2)).ShouldBe(Normal(shown));
    }

    [Theory]
    [InlineData("{\"summary\":null}", "/summary")]
    [InlineData("{\"summary\":\"s\",\"summary\":\"t\"}", "/summary")]
    [InlineData("{\"summary\":\"s\",\"thread\":\"\"}", "/thread")]
    [InlineData("{\"summary\":\"s\",\"thread\":\"a\\tb\"}", "/thread")]
    [InlineData("{\"summary\":\"s\",\"to\":\"  \"}", "/to")]
    [InlineData("{\"summary\":\"s\",\"to\":\"a\\u2028b\"}", "/to")]
    [InlineData("{\"summary\":\"s\",\"files\":[{\"note\":\"n\"}]}", "/files/0/path")]
    [InlineData("{\"summary\":\"s\",\"files\":[{\"path\":\"p\",\"size\":1}]}", "/files/0")]
    [InlineData("{\"summary\":\"s\",\"files\":[{\"path\":1}]}", "/files/0/path")]
    [InlineData("{\"summary\":\"s\",\"tags\":[\"ok\",\"\"]}", "/tags/1")]
    [InlineData("{\"summary\":\"s\",\"tags\":[\"ok\",7]}", "/tags/1")]
    [InlineData("{\"summary\":\"s\",\"decisions\":[null]}", "/decisions/0")]
    [InlineData("{\"summary\":\"s\",\"ttl\":\"1 week\"}", "/ttl")]
    [InlineData("{\"summary\":\"s\",\"ttl\":-1}", "/ttl")]
    [InlineData("{\"summary\":\"s\",\"ttl\":1.5}", "/ttl")]
    [InlineData("{\"summary\":\"s\",\"priority\":0.5}", "/priority")]
    [InlineData("{\"summary\":\"s\",\"on_conflict\":\"ignore\"}", "/on_conflict")]
    [InlineData("{\"summary\":\"s\",\"if_match\":0}", "/if_match")]
    [InlineData("{\"summary\":\"s\",\"summery\":\"t\"}", "/summery")]
    public async Task Save_WhatIsNoValue_IsRefusedAtItsPlaceAndNothingIsThere(string json, string path)
    {
        var answer = await _room.RawAsync("handoff_save", System.Text.Encoding.UTF8.GetBytes(json));
        answer.Failure.ShouldNotBeNull();
        (answer.Failure.Code, answer.Failure.Path).ShouldBe((FailureCode.Invalid, path), answer.Failure.Message);
        answer.Text.ShouldStartWith($"invalid: {answer.Failure.Message}");
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Save_ARef_IsTheWholeIdOfWhatItsBeginningNames()
    {
        var memory = await _room.MemoryAsync(new { content = "c" });
        var handoff = await _room.HandoffAsync(new { summary = "s" });
        await _room.SentAsync("handoff_save", new { summary = "s", key = "k", refs = new[] { memory.ToLowerInvariant(), handoff[..24] } });
        (await _room.DoneAsync("handoff_load", "{'key':'k'}")).Texts("handoff.refs").ShouldBe([memory, handoff]);
        await _room.DoneAsync("handoff_save", "{'summary':'s','key':'k','refs':null}");
        (await _room.DoneAsync("handoff_load", "{'key':'k'}")).At("handoff").Has("refs").ShouldBeFalse();
    }

    [Fact]
    public async Task Save_Identity_IsThatOfTheConnectionInEveryVersion()
    {
        await _room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}", _room.Caller("ada", "local", "editor"));
        await _room.DoneAsync("handoff_save", "{'summary':'t','key':'k'}", _room.Caller("bob", "ci", "shell"));
        var loaded = (await _room.DoneAsync("handoff_load", "{'key':'k'}")).At("handoff");
        (loaded.Text("created_by.principal"), loaded.Text("created_by.grant"), loaded.Text("created_by.client")).ShouldBe(("ada", "local", "editor"));
        (loaded.Text("by.principal"), loaded.Text("by.grant"), loaded.Text("by.client"), loaded.Text("by.session"), loaded.Text("by.operation")).ShouldBe(("bob", "ci", "shell", "s1", "handoff_save"));
        loaded.Text("by.request_id").ShouldNotBe(loaded.Text("created_by.request_id"));
    }

    [Fact]
    public async Task Save_TheReceipt_SaysWhatTheLoadSays()
    {
        var saved = (await _room.SentAsync("handoff_save", new { summary = "s", key = "k", title = "T", thread = "th", to = "bob", body = "日本", ttl = "1d", priority = 1, pinned = true })).At("handoff");
        var loaded = (await _room.DoneAsync("handoff_load", "{'key':'k'}")).At("handoff");
        foreach (var member in saved.EnumerateObject()) loaded.GetProperty(member.Name).GetRawText().ShouldBe(member.Value.GetRawText(), member.Name);
        saved.Number("bytes").ShouldBe(6);
    }

    [Fact]
    public async Task Save_WithoutATitle_DerivesAKeyFromTheSummary_AndAnEmptySlugIsItsTail()
    {
        (await _room.SentAsync("handoff_save", new { summary = "Übergabe: Login!" })).Text("handoff.key").ShouldStartWith("übergabe-login-");
        (await _room.SentAsync("handoff_save", new { summary = "🎌 …" })).Text("handoff.key").Length.ShouldBe(6);
        (await _room.SentAsync("handoff_save", new { summary = new string('x', 300) })).Text("handoff.key").Length.ShouldBe(48 + 7);
    }

    private Task SaveAsync(string json) => SavedAsync(json);

    private async Task<JsonElement> SavedAsync(string json)
    {
        var answer = await _room.RawAsync("handoff_save", System.Text.Encoding.UTF8.GetBytes(json));
        answer.Failure.ShouldBeNull($"{answer.Failure?.Message} {answer.Failure?.Path}");
        return answer.Content;
    }

    private async Task<string?> MemberAsync(string name, int? version = null)
    {
        var loaded = (await _room.SentAsync("handoff_load", version is { } number ? new { key = "k", version = number } : new { key = "k" })).At("handoff");
        return loaded.TryGetProperty(name, out var member) && !(name == "body" && member.GetString() == "") ? Normal(member.GetRawText()) : null;
    }

    private static string Normal(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
