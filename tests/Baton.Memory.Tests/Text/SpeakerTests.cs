using System.Text;
using Baton.Memory.Tests.Support;
using Baton.Memory.Text;

namespace Baton.Memory.Tests.Text;

/// <summary>Where the messages of a conversation begin, in the ways that clients write them, and what only reads like one.</summary>
public sealed class SpeakerTests
{
    [Theory]
    [InlineData("User: hi")]
    [InlineData("user: hi")]
    [InlineData("Human:")]
    [InlineData("ASSISTANT: hello")]
    [InlineData("Claude (opus): hello")]
    [InlineData("**User**")]
    [InlineData("**Assistant:** hello")]
    [InlineData("__System__")]
    [InlineData("## Assistant")]
    [InlineData("###### Tool: ls")]
    [InlineData("[user]")]
    [InlineData("<assistant>")]
    [InlineData("  Developer: be brief")]
    [InlineData("Tool (bash): 0")]
    [InlineData("# ChatGPT")]
    public void Starts_ALineThatNamesItsSpeaker_IsOne(string line) => Starts("before\n" + line + "\nafter\n").ShouldBe([7]);

    [Theory]
    [InlineData("User")]
    [InlineData("Users: 12")]
    [InlineData("The user: hi")]
    [InlineData("Assistants help")]
    [InlineData("user_name: bob")]
    [InlineData("__init__: x")]
    [InlineData("systematic: yes")]
    [InlineData("aim: x")]
    [InlineData("> quoted user: x")]
    public void Starts_ALineThatDoesNot_IsNone(string line) => Starts("before\n" + line + "\nafter\n").ShouldBeEmpty();

    [Fact]
    public void Starts_AreOffsetsInBytes() => Starts("日本\r\nUser: é\r\n😀\r\nAssistant: x").ShouldBe([8, 24]);

    [Theory]
    [InlineData(1, "Assistant: four\n")]
    [InlineData(2, "User: three\nmore\nAssistant: four\n")]
    [InlineData(3, "Assistant: two 日本\nUser: three\nmore\nAssistant: four\n")]
    [InlineData(4, "preface\nUser: one\nAssistant: two 日本\nUser: three\nmore\nAssistant: four\n")]
    [InlineData(5, "preface\nUser: one\nAssistant: two 日本\nUser: three\nmore\nAssistant: four\n")]
    public async Task Load_TheLastMessages_AreWhole(int messages, string expected)
    {
        await using var room = await Room.OpenAsync();
        const string Body = "preface\nUser: one\nAssistant: two 日本\nUser: three\nmore\nAssistant: four\n";
        await room.SentAsync("handoff_save", new { summary = "s", key = "k", body = Body });
        var loaded = await room.SentAsync("handoff_load", new { key = "k", max_messages = messages });
        loaded.Text("handoff.body").ShouldBe(expected);
        var left = Encoding.UTF8.GetByteCount(Body) - Encoding.UTF8.GetByteCount(expected);
        if (left == 0) loaded.At("truncated").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        else loaded.Number("truncated.omitted_tokens").ShouldBe((left + 3) / 4);
        if (left > 0) (await room.SentAsync("handoff_load", new { cursor = loaded.Text("truncated.next") })).Text("handoff.body").ShouldBe(Body[..^expected.Length]);
    }

    private static List<int> Starts(string body) => BodyMessages.Starts(Encoding.UTF8.GetBytes(body));
}
