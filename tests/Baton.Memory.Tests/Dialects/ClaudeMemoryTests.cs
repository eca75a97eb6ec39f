using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

public sealed class ClaudeMemoryTests
{
    [Fact]
    public async Task Transcript_WrittenInOneSession_ReadAndEditedInAnother()
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        (await Run(dialect, new { command = "view", path = "/memories" })).Text
            .ShouldBe("Here're the files and directories up to 2 levels deep in /memories, excluding hidden items and node_modules:\n0.0K\t/memories");
        (await Run(dialect, new { command = "create", path = "/memories/notes/plan.md", file_text = "one\ntwo\nthree\n" })).Text
            .ShouldBe("File created successfully at: /memories/notes/plan.md");

        var bob = dialect.Caller("bob", "terminal");
        (await Run(dialect, new { command = "view", path = "/memories/notes/plan.md" }, bob)).Text
            .ShouldBe("Here's the content of /memories/notes/plan.md with line numbers:\n     1\tone\n     2\ttwo\n     3\tthree");
        (await Run(dialect, new { command = "str_replace", path = "/memories/notes/plan.md", old_str = "two", new_str = "2" }, bob)).Text
            .ShouldBe("The memory file has been edited.\n     1\tone\n     2\t2\n     3\tthree");
        (await Run(dialect, new { command = "insert", path = "/memories/notes/plan.md", insert_line = 1, insert_text = "one and a half" })).Text
            .ShouldBe("The file /memories/notes/plan.md has been edited.");
        (await Run(dialect, new { command = "rename", old_path = "/memories/notes/plan.md", new_path = "/memories/done.md" })).Text
            .ShouldBe("Successfully renamed /memories/notes/plan.md to /memories/done.md");
        (await Run(dialect, new { command = "view", path = "/memories/done.md" })).Content.Text("content").ShouldBe("one\none and a half\n2\nthree\n");
        (await Run(dialect, new { command = "delete", path = "/memories/done.md" })).Text.ShouldBe("Successfully deleted /memories/done.md");
        (await Refused(dialect, FailureCode.NotFound, new { command = "view", path = "/memories/done.md" })).Text
            .ShouldBe("Error: The path /memories/done.md does not exist. Please provide a valid path.");
    }

    [Theory]
    [InlineData("/memories/plan/a", "/memories/plan is a file, so nothing can be put below it")]
    [InlineData("/memories/plan/a/b/c", "/memories/plan is a file, so nothing can be put below it")]
    [InlineData("/memories/folder/x/y", "/memories/folder/x is a file, so nothing can be put below it")]
    [InlineData("/memories/plan", "{0} /memories/plan already exists")]
    [InlineData("/memories/plan/", "{0} /memories/plan already exists")]
    [InlineData("/memories/folder", "{0} /memories/folder already exists and is a directory")]
    public async Task Place_ThatIsTaken_NamesWhatStandsThere(string path, string says)
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        foreach (var taken in (string[])["/memories/plan", "/memories/folder/x", "/memories/other"]) await Create(dialect, taken, "text");
        var created = await Refused(dialect, FailureCode.Duplicate, new { command = "create", path, file_text = "text" });
        (created.Text, created.Failure!.Path).ShouldBe(("Error: " + string.Format(null, says, "File"), "/path"));
        var renamed = await Refused(dialect, FailureCode.Duplicate, new { command = "rename", old_path = "/memories/other", new_path = path });
        (renamed.Text, renamed.Failure!.Path).ShouldBe(("Error: " + string.Format(null, says, "The destination"), "/new_path"));
        foreach (var kept in (string[])["/memories/plan", "/memories/folder/x", "/memories/other"]) (await Run(dialect, new { command = "view", path = kept })).Content.Text("content").ShouldBe("text");
    }

    [Fact]
    public async Task View_OfAFolder_IsTwoLevelsDeepWithSizesAndWithoutHiddenFiles()
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        foreach (var path in (string[])["/memories/a.md", "/memories/b/c.md", "/memories/b/d/e.md", "/memories/.hidden", "/memories/node_modules/x"]) await Create(dialect, path, path + new string('x', 600));
        var seen = await Run(dialect, new { command = "view", path = "/memories" });
        seen.Text.Split('\n')[1..].ShouldBe(["2.0K\t/memories", "1.0K\t/memories/a.md", "1.5K\t/memories/b", "1.0K\t/memories/b/c.md", "1.0K\t/memories/b/d"]);
        (await Run(dialect, new { command = "view", path = "/memories/b/" })).Content.Text("entries.2.path").ShouldBe("/memories/b/d");
        await Refused(dialect, FailureCode.NotFound, new { command = "view", path = "/memories/z" });
        await Refused(dialect, FailureCode.Invalid, new { command = "view", path = "/memories", view_range = new[] { 1, 2 } });
    }

    [Theory]
    [InlineData(2, 3, "     2\tb\n     3\tc")]
    [InlineData(3, -1, "     3\tc\n     4\td")]
    [InlineData(4, 4, "     4\td")]
    public async Task View_WithARange_ShowsItsLines(int first, int last, string lines)
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        await Create(dialect, "/memories/f", "a\nb\nc\nd");
        (await Run(dialect, new { command = "view", path = "/memories/f", view_range = new[] { first, last } })).Text.ShouldEndWith("numbers:\n" + lines);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 2)]
    [InlineData(1, 5)]
    [InlineData(5, -1)]
    public async Task View_WithARangeThatIsNone_IsRefused(int first, int last)
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        await Create(dialect, "/memories/f", "a\nb\nc\nd");
        (await Refused(dialect, FailureCode.Invalid, new { command = "view", path = "/memories/f", view_range = new[] { first, last } })).Text.ShouldContain("[1, 4]");
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/memories/../etc/passwd")]
    [InlineData("/memories/./a")]
    [InlineData("/memories//a")]
    [InlineData("/memories\\a")]
    [InlineData("/memoriesabc")]
    [InlineData("memories/a")]
    [InlineData("/memories/a\u0000b")]
    [InlineData("")]
    public async Task Path_ThatIsNotPlainlyUnderTheRoot_IsRefused(string path)
    {
        await using var room = await Room.OpenAsync();
        (await Refused(Open(room), FailureCode.Invalid, new { command = "create", path, file_text = "x" })).Text.ShouldContain("/memories");
    }

    [Fact]
    public async Task StrReplace_WithoutOneOccurrence_SaysWhereAndChangesNothing()
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        await Create(dialect, "/memories/f", "x\ny\nx");
        (await Refused(dialect, FailureCode.Invalid, new { command = "str_replace", path = "/memories/f", old_str = "z", new_str = "" })).Text
            .ShouldBe("Error: No replacement was performed, old_str `z` did not appear verbatim in /memories/f.");
        (await Refused(dialect, FailureCode.Invalid, new { command = "str_replace", path = "/memories/f", old_str = "x", new_str = "" })).Text
            .ShouldBe("Error: No replacement was performed. Multiple occurrences of old_str `x` in lines: 1, 3. Please ensure it is unique");
        await Refused(dialect, FailureCode.Invalid, new { command = "str_replace", path = "/memories/f", new_str = "x" });
        await Refused(dialect, FailureCode.NotFound, new { command = "str_replace", path = "/memories/none", old_str = "x" });
        (await Run(dialect, new { command = "view", path = "/memories/f" })).Content.Number("version").ShouldBe(1);
    }

    [Theory]
    [InlineData("a\nb\n", 0, "x", "x\na\nb\n")]
    [InlineData("a\nb\n", 2, "x", "a\nb\nx")]
    [InlineData("a\nb", 2, "x\n", "a\nb\nx\n")]
    [InlineData("a\r\nb\r\n", 1, "x\r\n", "a\r\nx\r\nb\r\n")]
    [InlineData("", 0, "x", "x")]
    public async Task Insert_PutsTextAfterTheLine_AndLeavesTheRestAsItIs(string before, int line, string inserted, string after)
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        await Create(dialect, "/memories/f", before);
        await Run(dialect, new { command = "insert", path = "/memories/f", insert_line = line, insert_text = inserted });
        (await Run(dialect, new { command = "view", path = "/memories/f" })).Content.Text("content").ShouldBe(after);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public async Task Insert_OutsideTheFile_NamesTheRange(int line)
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        await Create(dialect, "/memories/f", "a\nb\n");
        (await Refused(dialect, FailureCode.Invalid, new { command = "insert", path = "/memories/f", insert_line = line, insert_text = "x" })).Text
            .ShouldBe($"Error: Invalid `insert_line` parameter: {line}. It should be within the range of lines of the file: [0, 2]");
    }

    [Fact]
    public async Task Folder_IsRenamedAndDeletedWithAllItHolds_AndCanBeBroughtBack()
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        await Create(dialect, "/memories/old/a", "A");
        await Create(dialect, "/memories/old/deep/b", "B");
        await Create(dialect, "/memories/older", "C");
        await Run(dialect, new { command = "rename", old_path = "/memories/old", new_path = "/memories/new" });
        (await Run(dialect, new { command = "view", path = "/memories/new/deep/b" })).Content.Text("content").ShouldBe("B");
        await Refused(dialect, FailureCode.NotFound, new { command = "view", path = "/memories/old" });
        await Refused(dialect, FailureCode.Invalid, new { command = "rename", old_path = "/memories/new", new_path = "/memories/new/inside" });
        await Refused(dialect, FailureCode.Invalid, new { command = "delete", path = "/memories" });
        var ids = (await Run(dialect, new { command = "delete", path = "/memories/new" })).Content.Texts("ids");
        ids.Count.ShouldBe(2);
        (await Run(dialect, new { command = "view", path = "/memories/older" })).Content.Text("content").ShouldBe("C");
        await room.DoneAsync("memory_delete", $"{{'id':'{ids[0]}','restore':true}}");
        (await Run(dialect, new { command = "view", path = "/memories/new/a" })).Content.Text("content").ShouldBe("A");
    }

    [Fact]
    public async Task Files_AreMemoriesThatNativeToolsFindWithTheSameBytes()
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        const string Text = "the zebra 🦓\r\ncrossed\n";
        await Create(dialect, "/memories/z.md", Text);
        var native = await room.DoneAsync("memory_get", "{'key':'/memories/z.md'}");
        native.Text("memory.content").ShouldBe(Text);
        native.Text("memory.type").ShouldBe("file");
        (await room.DoneAsync("memory_search", "{'query':'zebra'}")).Text("results.0.key").ShouldBe("/memories/z.md");

        await room.DoneAsync("memory_save", "{'key':'/memories/native.md','content':'from outside'}");
        (await Run(dialect, new { command = "view", path = "/memories/native.md" })).Text.ShouldEndWith("     1\tfrom outside");
        await room.DoneAsync("memory_save", "{'key':'/memories/value.json','value':{'a':1}}");
        (await Run(dialect, new { command = "view", path = "/memories/value.json" })).Content.Text("content").ShouldBe("{\"a\":1}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("  \t")]
    public async Task BlankFile_IsKeptAsItIs(string text)
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        await Create(dialect, "/memories/blank", text);
        (await Run(dialect, new { command = "view", path = "/memories/blank" })).Content.Text("content").ShouldBe(text);
        await Run(dialect, new { command = "insert", path = "/memories/blank", insert_line = 0, insert_text = "now" });
        (await room.DoneAsync("memory_get", "{'key':'/memories/blank'}")).Text("memory.content").ShouldStartWith("now");
    }

    [Theory]
    [InlineData("{'command':'create','path':'/memories/a'}", "file_text")]
    [InlineData("{'command':'insert','path':'/memories/f','insert_line':0}", "insert_text")]
    [InlineData("{'command':'rename','old_path':'/memories/f'}", "new_path")]
    [InlineData("{'command':'view'}", "path")]
    [InlineData("{'command':'undo','path':'/memories/f'}", "undo")]
    public async Task Command_WithoutWhatItNeeds_SaysWhat(string arguments, string named)
    {
        await using var room = await Room.OpenAsync();
        var dialect = Open(room);
        await Create(dialect, "/memories/f", "x");
        (await dialect.RefusedAsync(FailureCode.Invalid, "memory", arguments)).Text.ShouldContain(named);
    }

    private static DialectRoom Open(Room room) => new(room, DialectNames.ClaudeMemory);

    private static Task<Answer> Create(DialectRoom dialect, string path, string text) => Run(dialect, new { command = "create", path, file_text = text });

    private static async Task<Answer> Run(DialectRoom dialect, object arguments, Memory.Callers.MemoryCaller? caller = null)
    {
        var answer = await dialect.RawAsync("memory", JsonSerializer.Serialize(arguments), caller);
        answer.Failure.ShouldBeNull(answer.Text);
        return answer;
    }

    private static async Task<Answer> Refused(DialectRoom dialect, string code, object arguments)
    {
        var answer = await dialect.RawAsync("memory", JsonSerializer.Serialize(arguments));
        answer.Failure.ShouldNotBeNull($"was not refused: {answer.Text}").Code.ShouldBe(code, answer.Text);
        return answer;
    }
}
