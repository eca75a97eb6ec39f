using Baton.Cli.Application;

namespace Baton.Cli.Tests.Application;

/// <summary>What is typed is what is taken: no word is expanded, read from a file or split.</summary>
public sealed class PlainWordTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("@types/node is pinned to 22")]
    [InlineData("@secret.txt")]
    [InlineData("$HOME and `id` and $(id)")]
    [InlineData("*.cs")]
    [InlineData("a=b:c")]
    [InlineData("/slash")]
    [InlineData("%PATH%")]
    [InlineData("  spaces  ")]
    [InlineData("quote\" and 'quote'")]
    [InlineData("[suggest:3]")]
    public async Task Save_Text_IsKeptAsItWasTyped(string text)
    {
        _cli.Write("secret.txt", "the secret of the file");
        var id = (await _cli.JsonAsync("memory", "save", text)).Single().GetProperty("memories")[0].Text("id");

        (await _cli.JsonAsync("memory", "show", id)).Single().GetProperty("memory").Text("content").ShouldBe(text);
    }

    [Theory]
    [InlineData("memory search")]
    [InlineData("handoff search")]
    public async Task Search_WordThatNamesAFile_DoesNotReadIt(string command)
    {
        _cli.Write("words.txt", "--no-such-option");
        (await _cli.RunAsync([.. command.Split(' '), "@words.txt"])).Code.ShouldBe(ExitCode.Done);
    }

    [Theory]
    [InlineData("--tag", "@team")]
    [InlineData("--to", "@reviewer")]
    [InlineData("--title", "@mention")]
    public async Task Save_ValueOfAnOption_IsKeptToo(string option, string value)
    {
        var id = (await _cli.JsonAsync("handoff", "save", "s", option, value)).Single().GetProperty("handoff").Text("id");
        (await _cli.JsonAsync("handoff", "show", id)).Single().GetProperty("handoff").GetRawText().ShouldContain($"\"{value}\"");
    }

    public void Dispose() => _cli.Dispose();
}
