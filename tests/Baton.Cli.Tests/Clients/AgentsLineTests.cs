using System.Text;
using Baton.Cli.Clients;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Cli.Tests.Clients;

/// <summary>The lines for AGENTS.md: put in once, brought up to date, and taken out without a trace of them or a loss beside them.</summary>
public sealed class AgentsLineTests : IDisposable
{
    private const string Block = "<!-- baton -->\n" + AgentsLine.Text + "\n<!-- /baton -->";

    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("", Block + "\n")]
    [InlineData("# Title\n", "# Title\n\n" + Block + "\n")]
    [InlineData("# Title", "# Title\n\n" + Block + "\n")]
    [InlineData("# Title\n\n", "# Title\n\n\n" + Block + "\n")]
    [InlineData("a\n\n<!-- baton -->\nold words\n<!-- /baton -->\n\nb\n", "a\n\n" + Block + "\n\nb\n")]
    [InlineData("<!-- baton -->\nnever closed\n", "<!-- baton -->\nnever closed\n\n" + Block + "\n")]
    public void Apply_ADocument_HasTheLinesOnce(string before, string after)
    {
        AgentsLine.Apply(before).ShouldBe(after);
        AgentsLine.Apply(after).ShouldBe(after.Contains("never closed", StringComparison.Ordinal) ? AgentsLine.Apply(after) : after);
    }

    [Theory]
    [InlineData("# Title\n\n" + Block + "\n", "# Title\n")]
    [InlineData("# Title\n\n" + Block + "\n\n## Next\n", "# Title\n\n## Next\n")]
    [InlineData("# Title\n\n" + Block + "\n\n\n## Next\n", "# Title\n\n\n## Next\n")]
    [InlineData("# Title\n" + Block + "\n## Next\n", "# Title\n## Next\n")]
    [InlineData(Block + "\n", "")]
    [InlineData(Block, "")]
    [InlineData("# Title\n\n" + Block, "# Title\n")]
    [InlineData("no lines of ours\n", "no lines of ours\n")]
    [InlineData("<!-- /baton --> before <!-- baton -->\n", "<!-- /baton --> before <!-- baton -->\n")]
    public void Remove_TheLines_TakesTheLineBeforeThemAndNothingElse(string before, string after) => AgentsLine.Remove(before).ShouldBe(after);

    [Fact]
    public void ApplyThenRemove_AnyDocumentOfWholeLines_IsTheDocument()
    {
        var documents = Gen.Elements("# a", "text", "", "<!-- x -->", "ü 😀", "```").ListOf()
            .SelectMany(lines => Gen.Elements("\n", "\r\n").Select(end => string.Concat(lines.Select(line => line + end))));
        Prop.ForAll(documents.ToArbitrary(), document => AgentsLine.Remove(AgentsLine.Apply(document)) == document).Check(Repeatable.Config);
    }

    [Fact]
    public void ApplyThenMore_ThenRemove_KeepsWhatCameAfter()
    {
        var documents = Gen.Elements("# a", "text", "").ListOf().Select(lines => string.Concat(lines.Select(line => line + "\n")));
        Prop.ForAll(documents.ToArbitrary(), documents.ToArbitrary(), (before, after) => AgentsLine.Remove(AgentsLine.Apply(before) + after) == before + after)
            .Check(Repeatable.Config);
    }

    [Fact]
    public async Task File_WithMarkAndCarriageReturns_KeepsBoth()
    {
        var file = _cli.At("AGENTS.md");
        byte[] before = [0xEF, 0xBB, 0xBF, .. "# Rules\r\n\r\nBe kind.\r\n"u8];
        await File.WriteAllBytesAsync(file, before);

        var written = await _cli.RunAsync("client", "--agents-line", "AGENTS.md");
        (written.Code, written.Out, written.Error).ShouldBe((0, $"changed: {file}\n", ""));
        File.ReadAllBytes(file).ShouldBe([.. before, .. Encoding.UTF8.GetBytes("\r\n" + Block.ReplaceLineEndings("\r\n") + "\r\n")]);

        (await _cli.RunAsync("client", "--agents-line", "AGENTS.md")).Out.ShouldBe($"unchanged: {file}\n");
        (await _cli.RunAsync("client", "--agents-line", "AGENTS.md", "--undo")).Out.ShouldBe($"changed: {file}\n");
        File.ReadAllBytes(file).ShouldBe(before);
        (await _cli.RunAsync("client", "--agents-line", "AGENTS.md", "--undo")).Out.ShouldBe($"unchanged: {file}\n");
    }

    [Fact]
    public async Task File_ThatIsNotThere_IsMade_AndUndoingWithoutOneMakesNone()
    {
        (await _cli.RunAsync("client", "--agents-line", "docs/AGENTS.md", "--undo")).Out.ShouldBe($"unchanged: {_cli.At("docs/AGENTS.md")}\n");
        File.Exists(_cli.At("docs/AGENTS.md")).ShouldBeFalse();

        var made = (await _cli.JsonAsync("client", "--agents-line", "docs/AGENTS.md")).Single();
        made.GetRawText().ShouldBe($$"""{"files":[{"file":"{{_cli.At("docs/AGENTS.md")}}","change":"created"}]}""");
        File.ReadAllText(_cli.At("docs/AGENTS.md")).ShouldBe(Block + "\n");
    }

    [Fact]
    public async Task File_BesideAClient_IsWrittenWithItAndUndoneWithIt()
    {
        _cli.Write("CLAUDE.md", "# Mine\n");

        (await _cli.RunAsync("client", "vscode", "--write", "--agents-line", "CLAUDE.md")).Code.ShouldBe(0);
        File.ReadAllText(_cli.At("CLAUDE.md")).ShouldBe("# Mine\n\n" + Block + "\n");
        (await _cli.RunAsync("client", "vscode", "--undo", "--agents-line", "CLAUDE.md")).Code.ShouldBe(0);
        File.ReadAllText(_cli.At("CLAUDE.md")).ShouldBe("# Mine\n");
    }

    [Theory]
    [InlineData("--agents-line beside a client's NAME needs --write or --undo; without NAME it works alone.", "client", "cursor", "--agents-line", "AGENTS.md")]
    [InlineData("NAME is missing for 'baton client': which client? `baton client --list` shows them.", "client", "--write")]
    [InlineData("NAME is missing for 'baton client': which client? `baton client --list` shows them.", "client", "--undo")]
    [InlineData("NAME is missing for 'baton client': which client? `baton client --list` shows them.", "client", "--http")]
    [InlineData("NAME is missing for 'baton client': which client? `baton client --list` shows them.", "client", "--project", "shop")]
    public async Task Client_WhatWouldBePassedOver_IsWrongUsage(string says, params string[] line)
    {
        var result = await _cli.RunAsync(line);
        (result.Code, result.Out, result.Error).ShouldBe((2, "", $"baton: {says}\n       See 'baton client --help'.\n"));
        File.Exists(_cli.At("AGENTS.md")).ShouldBeFalse();
    }

    public void Dispose() => _cli.Dispose();
}
