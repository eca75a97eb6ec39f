using System.Security.Cryptography;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Commands;

/// <summary><c>baton archive</c>: transcripts in, byte for byte out, and sent on where an earlier run stopped.</summary>
public sealed class ArchiveCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("plain text\n")]
    [InlineData("crlf\r\nand none at the end")]
    [InlineData("日本語 😀 \0 nul \u001b[31m")]
    [InlineData("\uFEFFwith a mark")]
    public async Task AppendThenRead_AnyText_IsTheSameBytes(string text)
    {
        var file = _cli.Write("in.txt", text);

        var appended = (await _cli.JsonAsync("archive", "append", "run-1", file, "--title", "Run one", "--thread", "th", "--tag", "a", "--tag", "b")).Single().GetProperty("archive");

        var bytes = File.ReadAllBytes(file);
        (appended.Text("bytes"), appended.Text("sha256")).ShouldBe((bytes.Length.ToString(), Convert.ToHexStringLower(SHA256.HashData(bytes))));
        (await ReadAsync("run-1")).ShouldBe(bytes);
    }

    [Fact]
    public async Task Append_FileThatGrew_SendsOnlyTheRest()
    {
        var file = _cli.Write("in.txt", "first\n");
        await _cli.RunAsync("archive", "append", "run-1", file);
        File.AppendAllText(file, "second\n");

        (await _cli.JsonAsync("archive", "append", "run-1", file)).Single().GetProperty("archive").Text("bytes").ShouldBe("13");
        (await _cli.RunAsync("archive", "append", "run-1", file)).ToString().ShouldBe("0\nbaton: nothing to add.\n");
        (await ReadAsync("run-1")).ShouldBe("first\nsecond\n"u8.ToArray());
    }

    [Theory]
    [InlineData("other\nsecond\n")]
    [InlineData("fir")]
    [InlineData("")]
    public async Task Append_FileThatDoesNotBeginWithTheArchive_IsRefusedAndChangesNothing(string now)
    {
        var file = _cli.Write("in.txt", "first\n");
        await _cli.RunAsync("archive", "append", "run-1", file);
        File.WriteAllText(file, now);

        var result = await _cli.RunAsync("archive", "append", "run-1", file, "--json");

        result.Code.ShouldBe(ExitCode.No);
        result.Code().ShouldBe("duplicate");
        result.Error.ShouldContain("the archive holds 6 bytes, and the file does not begin with them.");
        (await ReadAsync("run-1")).ShouldBe("first\n"u8.ToArray());
    }

    [Fact]
    public async Task Append_StandardInput_IsAddedAtTheEnd()
    {
        _cli.Input = "one\n"u8.ToArray();
        await _cli.RunAsync("archive", "append", "run-1", "-");
        _cli.Input = "two\n"u8.ToArray();
        await _cli.RunAsync("archive", "append", "run-1", "-");

        (await ReadAsync("run-1")).ShouldBe("one\ntwo\n"u8.ToArray());
    }

    // More than one chunk of a mebibyte, cut in the middle of a character.
    [Fact]
    public async Task AppendThenRead_TwoMebibytesOfThreeByteCharacters_IsTheSameBytes()
    {
        var file = _cli.Write("in.txt", string.Concat(Enumerable.Repeat("漢", 700_001)));
        await _cli.RunAsync("archive", "append", "run-1", file);

        (await ReadAsync("run-1")).ShouldBe(File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData(0, 3, "abc")]
    [InlineData(2, 1, "c")]
    [InlineData(2, 5, "cdefg")]
    [InlineData(5, 100, "fgh")]
    [InlineData(8, 1, "")]
    public async Task Read_APart_IsExactlyThoseBytes(int offset, int length, string expected)
    {
        _cli.Input = "abcdefgh"u8.ToArray();
        await _cli.RunAsync("archive", "append", "run-1", "-");

        System.Text.Encoding.UTF8.GetString(await ReadAsync("run-1", "--offset", $"{offset}", "--length", $"{length}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("--length 0", "--length is at least 1.")]
    [InlineData("--length -5", "--length is at least 1.")]
    [InlineData("--offset -1", "'offset' must be at least 0, not -1.")]
    public async Task Read_PartThatCannotBe_IsWrongUsage(string options, string says)
    {
        _cli.Input = "abc"u8.ToArray();
        await _cli.RunAsync("archive", "append", "run-1", "-");

        var result = await _cli.RunAsync(["archive", "read", "run-1", "--out", "out.txt", .. options.Split(' ')]);

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain(says);
        File.Exists(_cli.At("out.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task List_Archives_HasTheirFieldsAndFilters()
    {
        foreach (var (key, project, text) in new[] { ("run-1", "shop", "one"), ("run-2", "shop", "two"), ("run-3", "web", "two") })
        {
            _cli.Input = System.Text.Encoding.UTF8.GetBytes(text);
            await _cli.RunAsync("archive", "append", key, "-", "--project", project, "--title", $"T {key}", "--thread", key);
            _cli.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await _cli.JsonAsync("archive", "list")).Select(item => item.Text("key")).ShouldBe(["run-3", "run-2", "run-1"]);
        (await _cli.JsonAsync("archive", "list", "--project", "shop")).Select(item => item.Text("key")).ShouldBe(["run-2", "run-1"]);
        (await _cli.JsonAsync("archive", "list", "--thread", "run-1")).Single().Text("title").ShouldBe("T run-1");
        (await _cli.JsonAsync("archive", "list", "--sha256", Convert.ToHexStringLower(SHA256.HashData("two"u8)))).Select(item => item.Text("key")).ShouldBe(["run-3", "run-2"]);
        var limited = await _cli.RunAsync("archive", "list", "--limit", "2");
        limited.Out.Split('\n')[0].ShouldBe("id\tupdated\tbytes\tproject\tkey\ttitle");
        limited.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        limited.Error.ShouldBe("There are more; --limit 4 shows them.\n");
    }

    [Fact]
    public async Task List_NothingThere_SaysSoAndIsDone()
    {
        (await _cli.RunAsync("archive", "list")).ToString().ShouldBe("0\nNo archives.\n");
        (await _cli.JsonAsync("archive", "list")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Verify_ArchiveAsItWas_IsDone()
    {
        _cli.Input = "abc"u8.ToArray();
        await _cli.RunAsync("archive", "append", "run-1", "-");

        var answer = (await _cli.JsonAsync("archive", "verify", "run-1")).Single();
        answer.GetProperty("intact").GetBoolean().ShouldBeTrue();
        (await _cli.RunAsync("archive", "verify", "a_01JABCDE")).Code.ShouldBe(ExitCode.No);
    }

    [Fact]
    public async Task Append_FileThatIsNotThere_IsWrongUsageAndMakesNoArchive()
    {
        (await _cli.RunAsync("archive", "append", "run-1", "nosuch.txt")).ToString().ShouldBe($"2\nbaton: there is no file {_cli.At("nosuch.txt")}.\n");
        (await _cli.JsonAsync("archive", "list")).ShouldBeEmpty();
    }

    public void Dispose() => _cli.Dispose();

    private async Task<byte[]> ReadAsync(string key, params string[] options)
    {
        (await _cli.RunAsync(["archive", "read", key, "--out", "copy.bin", .. options])).ToString().ShouldBe("0\n");
        return File.ReadAllBytes(_cli.At("copy.bin"));
    }

    [Fact]
    public async Task Read_ToStandardOutput_IsTheBytesThatCame()
    {
        _cli.Input = "kept\n"u8.ToArray();
        await _cli.RunAsync("archive", "append", "run-1", "-");

        var result = await _cli.RunAsync("archive", "read", "run-1");

        (result.ToString(), System.Text.Encoding.UTF8.GetString(result.Bytes)).ShouldBe(("0\n", "kept\n"));
    }
}
