using System.Text;
using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

/// <summary>Each field of a memory alone: kept as it came, kept when left out, cleared when asked, and as it was in every version.</summary>
public sealed class MemoryFieldTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("title", "\"Ein Titel 🎌\"", "\"Ein Titel 🎌\"", "null")]
    [InlineData("thread", "\" t \"", "\"t\"", "null")]
    [InlineData("position", "7", "7", "null")]
    [InlineData("position", "-3", "-3", "null")]
    [InlineData("tags", "[\" a \",\"b\",\"a\"]", "[\"a\",\"b\"]", "[]")]
    [InlineData("importance", "0", "0", "null")]
    [InlineData("importance", "1", "1", "null")]
    [InlineData("confidence", "0.25", "0.25", "null")]
    [InlineData("evidence", "[\"seen\",{\"at\":1.50},null]", "[\"seen\",{\"at\":1.50},null]", "[]")]
    [InlineData("pinned", "true", "true", "null", "false")]
    [InlineData("ttl", "\"2h\"", "\"2026-03-01T14:00:00.000Z\"", "null")]
    [InlineData("valid_from", "\"2026-01-01\"", "\"2026-01-01T00:00:00.000Z\"", "null")]
    [InlineData("valid_to", "\"2026-05-01T10:00:00+02:00\"", "\"2026-05-01T08:00:00.000Z\"", "null")]
    [InlineData("type", "\" my own \"", "\"my own\"", "\"fact\"", "\"fact\"")]
    [InlineData("layer", "\"hypothesis\"", "\"hypothesis\"", "\"stated\"", "\"stated\"")]
    public async Task Save_AField_IsKeptWhenLeftOutAndClearedWhenAsked(string name, string given, string shown, string clear, string? cleared = null)
    {
        var member = name == "ttl" ? "expires_at" : name;
        await DoneAsync("memory_save", $$"""{"content":"c","key":"k","{{name}}":{{given}}}""");
        (await MemberAsync(member)).ShouldBe(shown);
        await DoneAsync("memory_save", """{"content":"d","key":"k"}""");
        (await MemberAsync(member)).ShouldBe(shown);
        await DoneAsync("memory_update", $$"""{"key":"k","{{name}}":{{clear}}}""");
        (await MemberAsync(member)).ShouldBe(cleared);
        var history = (await _room.DoneAsync("memory_get", "{'key':'k','history':true}")).At("history");
        history.EnumerateArray().Select(version => Member(version, member)).ShouldBe([shown, shown, cleared]);
    }

    [Theory]
    [InlineData("{\"content\":\"c\",\"importance\":\"high\"}", "/importance")]
    [InlineData("{\"content\":\"c\",\"importance\":1.0001}", "/importance")]
    [InlineData("{\"content\":\"c\",\"confidence\":-0.0001}", "/confidence")]
    [InlineData("{\"content\":\"c\",\"position\":1.5}", "/position")]
    [InlineData("{\"content\":\"c\",\"position\":9223372036854775808}", "/position")]
    [InlineData("{\"content\":\"c\",\"layer\":\"verified\",\"evidence\":[]}", "/evidence")]
    [InlineData("{\"content\":\"c\",\"layer\":\"Stated\"}", "/layer")]
    [InlineData("{\"content\":\"c\",\"visibility\":\"public\"}", "/visibility")]
    [InlineData("{\"content\":\"c\",\"valid_from\":\"2026-02-30\"}", "/valid_from")]
    [InlineData("{\"content\":\"c\",\"valid_to\":\"2026-03-01T12:00:00\"}", "/valid_to")]
    [InlineData("{\"content\":\"c\",\"valid_from\":\"2026-03-02\",\"valid_to\":\"2026-03-01\"}", "/valid_to")]
    [InlineData("{\"content\":\"c\",\"evidence\":\"seen\"}", "/evidence")]
    [InlineData("{\"content\":\"c\",\"type\":\"\"}", "/type")]
    [InlineData("{\"content\":\"c\",\"type\":\"a\\nb\"}", "/type")]
    [InlineData("{\"content\":\"c\",\"key\":\"\\u0007\"}", "/key")]
    [InlineData("{\"content\":\"c\",\"content\":\"d\"}", "/content")]
    [InlineData("{\"content\":\"\\ud800\"}", "")]
    [InlineData("{\"content\":\"c\",\"memories\":[{\"content\":\"d\",\"memories\":[]}]}", "/memories/0/memories")]
    [InlineData("{\"memories\":[{\"content\":\"d\"},{\"contents\":\"e\"}]}", "/memories/1/contents")]
    [InlineData("{\"memories\":[{\"content\":\"d\"},\"e\"]}", "/memories/1")]
    [InlineData("{\"memories\":{\"content\":\"d\"}}", "/memories")]
    public async Task Save_WhatIsNoValue_IsRefusedAtItsPlaceAndNothingIsThere(string json, string path)
    {
        var answer = await _room.RawAsync("memory_save", Encoding.UTF8.GetBytes(json));
        answer.Failure.ShouldNotBeNull();
        (answer.Failure.Code, answer.Failure.Path).ShouldBe((FailureCode.Invalid, path), answer.Failure.Message);
        (await _room.DoneAsync("status")).At("usage").Has("memory").ShouldBeFalse();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("1e400")]
    [InlineData("12345678901234567890.12345678901234567890")]
    [InlineData("\"\"")]
    [InlineData("\"日本 🎌 \\u0000\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1,[2,[3,{\"a\":null}]]]")]
    [InlineData("{\"b\":1,\"a\":2,\"b \":3}")]
    [InlineData("false")]
    public async Task Save_AnyJsonAsValue_ComesBackAsItWasWritten(string value)
    {
        await DoneAsync("memory_save", $$"""{"value":{{value}},"key":"k"}""");
        var memory = (await _room.DoneAsync("memory_get", "{'key':'k'}")).At("memory");
        memory.At("value").GetRawText().ShouldBe(value);
        memory.Has("content").ShouldBeFalse();
    }

    [Fact]
    public async Task Save_ContentOverAValueAndBack_LeavesOnlyTheLast()
    {
        await DoneAsync("memory_save", """{"content":"c","key":"k"}""");
        await DoneAsync("memory_save", """{"value":{"n":1},"key":"k"}""");
        var memory = (await _room.DoneAsync("memory_get", "{'key':'k'}")).At("memory");
        (memory.Has("content"), memory.At("value.n").GetInt32()).ShouldBe((false, 1));
        await DoneAsync("memory_update", """{"key":"k","content":"back"}""");
        memory = (await _room.DoneAsync("memory_get", "{'key':'k'}")).At("memory");
        (memory.Text("content"), memory.Has("value")).ShouldBe(("back", false));
    }

    [Theory]
    [InlineData("a\r\nb\tc\u0000d")]
    [InlineData("\uFEFF bom 👩‍👩‍👧 e\u0301")]
    [InlineData("[[/baton:data]] and <script>eval('1')</script> '; DROP TABLE versions; --")]
    [InlineData("\u2028line\u2029paragraph\u0085next")]
    public async Task Save_AnyText_ComesBackAsItWasWritten(string content)
    {
        await _room.SentAsync("memory_save", new { content, key = "k" });
        (await _room.DoneAsync("memory_get", "{'key':'k'}")).Text("memory.content").ShouldBe(content);
    }

    [Fact]
    public async Task Save_OneMebibyteOfWideLetters_IsTakenAndAByteMoreIsNot()
    {
        var most = new string('é', 512 * 1024);
        await _room.SentAsync("memory_save", new { content = most, key = "k" });
        (await _room.DoneAsync("memory_get", "{'key':'k'}")).Text("memory.content").ShouldBe(most);
        var failure = await _room.UnsentAsync(FailureCode.TooLarge, "memory_save", new { content = most + "x" });
        (failure.Path, failure.Limit).ShouldBe(("/content", 1024 * 1024));
        failure.Message.ShouldContain("1048577");
    }

    [Fact]
    public async Task Save_IntoAThread_CountsPlacesOnFromTheLast()
    {
        async Task<int> PositionAsync(object fields) => (await _room.SentAsync("memory_get", new { id = await _room.MemoryAsync(fields) })).Number("memory.position");
        (await PositionAsync(new { content = "one fact about lamps", thread = "t" })).ShouldBe(1);
        (await PositionAsync(new { content = "another about chairs", thread = "t" })).ShouldBe(2);
        (await PositionAsync(new { content = "a third about tables", thread = "t", position = 10 })).ShouldBe(10);
        (await PositionAsync(new { content = "a fourth about doors", thread = "t" })).ShouldBe(11);
        (await PositionAsync(new { content = "elsewhere about locks", thread = "t", project = "other" })).ShouldBe(1);
    }

    private async Task<string?> MemberAsync(string name) => Member((await _room.DoneAsync("memory_get", "{'key':'k'}")).At("memory"), name);

    private static string? Member(JsonElement memory, string name)
        => memory.TryGetProperty(name, out var member) ? member.ValueKind == JsonValueKind.String ? $"\"{member.GetString()}\"" : member.GetRawText() : null;

    private async Task DoneAsync(string tool, string json)
    {
        var answer = await _room.RawAsync(tool, Encoding.UTF8.GetBytes(json));
        answer.Failure.ShouldBeNull($"{answer.Failure?.Message} {answer.Failure?.Path}");
    }
}
