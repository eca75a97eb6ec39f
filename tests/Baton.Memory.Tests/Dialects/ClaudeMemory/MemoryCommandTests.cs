using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.ClaudeMemory;

/// <summary>The edits of the one tool at their borders: empty files, ends of lines, the first and the last line.</summary>
public sealed class MemoryCommandTests
{
    [Theory]
    [InlineData("one\ntwo\n", "two", "2", "one\n2\n")]
    [InlineData("one\r\ntwo\r\n", "one\r\n", "", "two\r\n")]
    [InlineData("one", "one", "", "")]
    [InlineData("a.b", ".", "$0", "a$0b")]
    [InlineData("😀 x", "😀", "é", "é x")]
    public async Task StrReplace_OfTheOnlyPlace_ChangesItAndNothingElse(string text, string from, string to, string becomes)
    {
        await using var room = await Room.OpenAsync();
        var tool = Open(room);
        await CreateAsync(tool, text);
        (await RunAsync(tool, new { command = "str_replace", path = "/memories/a.txt", old_str = from, new_str = to })).Failure.ShouldBeNull();
        (await TextAsync(tool)).ShouldBe(becomes);
    }

    [Fact]
    public async Task StrReplace_WithoutNewText_TakesTheOldAway()
    {
        await using var room = await Room.OpenAsync();
        var tool = Open(room);
        await CreateAsync(tool, "one two");
        await RunAsync(tool, new { command = "str_replace", path = "/memories/a.txt", old_str = " two" });
        (await TextAsync(tool)).ShouldBe("one");
    }

    [Theory]
    [InlineData("aaa", "aa", "1, 1")]
    [InlineData("x\ny\nx", "x", "1, 3")]
    public async Task StrReplace_OfSeveralPlaces_SaysTheirLines_AndChangesNone(string text, string from, string lines)
    {
        await using var room = await Room.OpenAsync();
        var tool = Open(room);
        await CreateAsync(tool, text);
        var refused = await RunAsync(tool, new { command = "str_replace", path = "/memories/a.txt", old_str = from, new_str = "z" });
        refused.Failure.ShouldNotBeNull().Path.ShouldBe("/old_str");
        refused.Text.ShouldBe($"Error: No replacement was performed. Multiple occurrences of old_str `{from}` in lines: {lines}. Please ensure it is unique");
        (await TextAsync(tool)).ShouldBe(text);
    }

    [Theory]
    [InlineData("one\ntwo\n", 0, "zero", "zero\none\ntwo\n")]
    [InlineData("one\ntwo\n", 1, "mid\n", "one\nmid\ntwo\n")]
    [InlineData("one\ntwo\n", 2, "end\n", "one\ntwo\nend\n")]
    [InlineData("one\ntwo", 2, "end", "one\ntwo\nend")]
    [InlineData("", 0, "first", "first")]
    public async Task Insert_AfterALine_FromTheStartToTheEnd(string text, int line, string inserted, string becomes)
    {
        await using var room = await Room.OpenAsync();
        var tool = Open(room);
        await CreateAsync(tool, text);
        var answer = await RunAsync(tool, new { command = "insert", path = "/memories/a.txt", insert_line = line, insert_text = inserted });
        answer.Failure.ShouldBeNull(answer.Text);
        answer.Text.ShouldBe("The file /memories/a.txt has been edited.");
        (await TextAsync(tool)).ShouldBe(becomes);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public async Task Insert_OutsideTheFile_IsRefusedWithItsLines(int line)
    {
        await using var room = await Room.OpenAsync();
        var tool = Open(room);
        await CreateAsync(tool, "one\ntwo\n");
        var refused = await RunAsync(tool, new { command = "insert", path = "/memories/a.txt", insert_line = line, insert_text = "x" });
        refused.Failure.ShouldNotBeNull().Path.ShouldBe("/insert_line");
        refused.Text.ShouldContain("[0, 2]");
        (await TextAsync(tool)).ShouldBe("one\ntwo\n");
    }

    [Theory]
    [InlineData(1, 1, "1\tone")]
    [InlineData(2, -1, "2\ttwo\n     3\tthree")]
    [InlineData(3, 3, "3\tthree")]
    public async Task View_OfARange_ShowsThoseLinesWithTheirNumbers(int first, int last, string shown)
    {
        await using var room = await Room.OpenAsync();
        var tool = Open(room);
        await CreateAsync(tool, "one\ntwo\nthree\n");
        var view = await RunAsync(tool, new { command = "view", path = "/memories/a.txt", view_range = new[] { first, last } });
        view.Text.ShouldBe($"Here's the content of /memories/a.txt with line numbers:\n     {shown}");
        view.Content.Text("content").ShouldBe("one\ntwo\nthree\n");
    }

    [Theory]
    [InlineData("delete", "path")]
    [InlineData("view", "path")]
    [InlineData("str_replace", "path")]
    [InlineData("insert", "path")]
    [InlineData("rename", "old_path")]
    public async Task Command_OnWhatIsNotThere_SaysSoInTheToolsOwnWords(string command, string argument)
    {
        await using var room = await Room.OpenAsync();
        var call = new Dictionary<string, object> { ["command"] = command, [argument] = "/memories/none.txt", ["old_str"] = "a", ["insert_line"] = 0, ["insert_text"] = "a", ["new_path"] = "/memories/b.txt" };
        var refused = await RunAsync(Open(room), call);
        refused.Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.NotFound);
        refused.Failure.Path.ShouldBe("/" + argument);
        refused.Text.ShouldBe("Error: The path /memories/none.txt does not exist. Please provide a valid path.");
    }

    [Fact]
    public async Task Rename_MovesTheFile_WithItsHistory_AndNotOntoAnother()
    {
        await using var room = await Room.OpenAsync();
        var tool = Open(room);
        await CreateAsync(tool, "one");
        await RunAsync(tool, new { command = "create", path = "/memories/b.txt", file_text = "other words entirely" });
        var taken = await RunAsync(tool, new { command = "rename", old_path = "/memories/a.txt", new_path = "/memories/b.txt" });
        taken.Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Duplicate);
        taken.Failure.Path.ShouldBe("/new_path");
        var moved = await RunAsync(tool, new { command = "rename", old_path = "/memories/a.txt", new_path = "/memories/deep/c.txt" });
        moved.Text.ShouldBe("Successfully renamed /memories/a.txt to /memories/deep/c.txt");
        (await TextAsync(tool, "/memories/deep/c.txt")).ShouldBe("one");
        (await RunAsync(tool, new { command = "view", path = "/memories/a.txt" })).Failure.ShouldNotBeNull();
        (await room.DoneAsync("memory_get", "{'key':'/memories/deep/c.txt','history':true}")).At("history").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task SecretInAFile_IsReplaced_AndSaid()
    {
        await using var room = await Room.OpenAsync();
        var tool = Open(room);
        var created = await CreateAsync(tool, "It is ghp_0123456789abcdefghijABCDEFGHIJ012345");
        created.Text.ShouldContain("Redacted: 1 github_token");
        (await TextAsync(tool)).ShouldBe("It is [redacted:github_token]");
        var edited = await RunAsync(tool, new { command = "str_replace", path = "/memories/a.txt", old_str = "It is", new_str = "ghp_0123456789abcdefghijABCDEFGHIJ012345" });
        edited.Text.ShouldContain("Redacted: 1 github_token");
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.ClaudeMemory);

    private static Task<Answer> RunAsync(DialectRoom tool, object call) => tool.RawAsync("memory", JsonSerializer.Serialize(call));

    private static async Task<Answer> CreateAsync(DialectRoom tool, string text)
    {
        var answer = await RunAsync(tool, new { command = "create", path = "/memories/a.txt", file_text = text });
        answer.Failure.ShouldBeNull(answer.Text);
        return answer;
    }

    private static async Task<string> TextAsync(DialectRoom tool, string path = "/memories/a.txt")
        => (await RunAsync(tool, new { command = "view", path })).Content.Text("content");
}
