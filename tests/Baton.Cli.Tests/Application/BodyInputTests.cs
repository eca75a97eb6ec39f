using System.Text;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Application;

/// <summary>Text of people's files and pipes: byte for byte, or refused with the place and the limit; never mended, never trimmed.</summary>
public sealed class BodyInputTests(BodyInputTests.Shared shared) : IClassFixture<BodyInputTests.Shared>
{
    /// <summary>One store for all rows; each has keys of its own, or leaves nothing.</summary>
    public sealed class Shared : IDisposable
    {
        public CliHarness Cli { get; } = new();

        public void Dispose() => Cli.Dispose();
    }

    private readonly CliHarness _cli = shared.Cli;

    public static TheoryData<string> Bodies() =>
    [
        "line one\r\nZeile zwei: ünï 日本語\r\n", "no line end", "\n", " \t ", "\uFEFFwith a mark", "a\0b", "😀\u200D👩", "--- title ---\n# h\n", "\\n is not a line end", "\"quoted\" 'twice' `back`",
        "-", "@file", "$(rm -rf /)",
    ];

    [Theory, MemberData(nameof(Bodies))]
    public async Task Save_BodyOfAFileAndOfAPipe_ComesBackByteForByte(string text)
    {
        File.WriteAllBytes(_cli.At("body"), Encoding.UTF8.GetBytes(text));
        (await _cli.RunAsync("handoff", "save", "s", "--key", "f", "--body-file", "body")).Code.ShouldBe(0);
        (await _cli.RunAsync("handoff", "show", "f", "--body")).Out.ShouldBe(text);

        _cli.Input = Encoding.UTF8.GetBytes(text);
        (await _cli.RunAsync("handoff", "save", "s", "--key", "p", "--body-file", "-")).Code.ShouldBe(0);
        (await _cli.RunAsync("handoff", "show", "p", "--body")).Out.ShouldBe(text);
        (await _cli.JsonAsync("handoff", "show", "p", "--body")).Single().GetRawText().ShouldBe(System.Text.Json.JsonSerializer.Serialize(new { body = text }, Relaxed));
    }

    [Theory]
    [InlineData("handoff save s --body -", "--body")]
    [InlineData("handoff save s --body-file -", "--body-file")]
    [InlineData("handoff save -", "summary")]
    [InlineData("memory save -", "content")]
    [InlineData("memory save --body-file -", "content")]
    [InlineData("handoff append h_01JABCDE", "chunk")]
    [InlineData("handoff comment h_01JABCDE -", "comment")]
    [InlineData("notify ada -", "message")]
    [InlineData("session close --summary -", "summary")]
    [InlineData("policy explain policy.json --tool x --args -", "arguments")]
    public async Task Run_InputThatIsNotUtf8_IsRefusedWithThePlace(string line, string what)
    {
        _cli.Write("policy.json", OperatorHarness.Rules);
        _cli.Input = [.. "caf"u8, 0xE9, .. " au lait"u8];
        var before = (await _cli.RunAsync("handoff", "list", "--json")).Out;

        var result = await _cli.RunAsync(line.Split(' '));

        (result.Code, result.Out, result.Error).ShouldBe(
            (ExitCode.Usage, "", "baton: standard input is not UTF-8 (byte 3).\n       Text is kept byte for byte, so it must be valid UTF-8.\n"), what);
        (await _cli.RunAsync("handoff", "list", "--json")).Out.ShouldBe(before);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3 }, 0)]
    [InlineData(new byte[] { 0x61, 0xED, 0xA0, 0x80 }, 1)]
    [InlineData(new byte[] { 0x61, 0x62, 0xC0, 0xAF }, 2)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, 0)]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, 0)]
    public async Task Save_FileThatIsNotUtf8_IsNamedWithThePlace(byte[] bytes, int at)
    {
        File.WriteAllBytes(_cli.At("body"), bytes);
        (await _cli.RunAsync("memory", "save", "--body-file", "body")).Error.ShouldStartWith($"baton: body is not UTF-8 (byte {at}).\n");
    }

    [Theory]
    [InlineData("handoff save -", "summary")]
    [InlineData("memory save -", "content")]
    [InlineData("notify ada -", "message")]
    [InlineData("handoff comment k -", "comment")]
    public async Task Run_EmptyInput_IsWrongUsageThatSaysWhatIsMissing(string line, string what)
    {
        _cli.Input = [];
        await _cli.RunAsync("handoff", "save", "work", "--key", "k");
        var result = await _cli.RunAsync(line.Split(' '));
        (result.Code, result.Out).ShouldBe((ExitCode.Usage, ""), result.ToString());
        result.Error.ShouldContain(what);
    }

    [Fact]
    public async Task Save_BodyOverTheLimit_IsRefusedWithLimitAndSize()
    {
        _cli.Input = Encoding.UTF8.GetBytes(new string('x', 4 * 1024 * 1024 + 1));
        var result = await _cli.RunAsync("handoff", "save", "s", "--key", "big", "--body-file", "-", "--json");
        (result.Code, result.Out, result.Code()).ShouldBe((ExitCode.Usage, "", "too_large"));
        result.Error.ShouldContain("\"limit\":4194304");
        result.Error.ShouldContain("4194305");
        (await _cli.RunAsync("handoff", "show", "big")).Code.ShouldBe(ExitCode.No);

        _cli.Input = _cli.Input[1..];
        (await _cli.RunAsync("handoff", "save", "s", "--key", "big", "--body-file", "-")).Out.ShouldContain("body 4194304 bytes");
    }

    [Theory]
    [InlineData("CONTENT, --body-file and --value exclude each other.", "x", "--body-file", "y")]
    [InlineData("CONTENT, --body-file and --value exclude each other.", "x", "--value", "1")]
    [InlineData("--value must not be null.", "--value", "null")]
    public async Task MemorySave_WhatCannotBe_IsSaid(string says, params string[] flags)
    {
        var result = await _cli.RunAsync(["memory", "save", .. flags]);
        (result.Code, result.Out).ShouldBe((ExitCode.Usage, ""));
        result.Error.Split('\n')[0].ShouldBe($"baton: {says}");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("text")]
    [InlineData("{\"a\":1} x")]
    [InlineData("")]
    public async Task MemorySave_ValueThatIsNoJson_SaysHowATextIsWritten(string given)
    {
        var result = await _cli.RunAsync("memory", "save", "--key", "v", "--value", given);
        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldStartWith("baton: --value is not JSON: ");
        result.Error.ShouldEndWith("       A text needs its quotes: --value '\"text\"'.\n");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
