using System.Text.Json;

namespace Baton.Cli.Tests.Application;

public sealed class UsageTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("hanoff", "Did you mean 'handoff'?")]
    [InlineData("memroy", "Did you mean 'memory'?")]
    [InlineData("completio", "Did you mean 'completion'?")]
    public async Task Run_UnknownCommand_NamesTheNearestAndExitsTwo(string given, string expected)
    {
        var result = await _cli.RunAsync(given);

        result.Code.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain($"unknown command '{given}'");
        result.Error.ShouldContain(expected);
    }

    [Fact]
    public async Task Run_UnknownCommandFarFromAny_SuggestsNothingButHelp()
    {
        var result = await _cli.RunAsync("xyzzy");

        result.Code.ShouldBe(2);
        result.Error.ShouldNotContain("Did you mean");
        result.Error.ShouldContain("baton --help");
    }

    [Fact]
    public async Task Run_UnknownOption_NamesTheNearestOfTheCommandAndTheCommonOnes()
    {
        (await _cli.RunAsync("handoff", "list", "--statsu", "open")).Error.ShouldContain("Did you mean '--status'?");
        (await _cli.RunAsync("handoff", "list", "--jsno")).Error.ShouldContain("Did you mean '--json'?");
    }

    // An argument must not take a slip for its value: these would save a handoff, write a file and run a program of that name.
    [Theory]
    [InlineData("handoff|save|--sumary|done", "'--summary'")]
    [InlineData("export|--formt|jsonl", "'baton export --help'")]
    [InlineData("wrap|--polcy|p.json|--|npx", "'--policy'")]
    [InlineData("memory|save|-m|a fact", "unknown option '-m'")]
    [InlineData("purge|--projct|x", "'--project'")]
    [InlineData("scan|--jsn|tools.json", "'--json'")]
    public async Task Run_OptionThatAnArgumentWouldTake_IsWrongUsage(string line, string hint)
    {
        var result = await _cli.RunAsync(line.Split('|'));

        result.Code.ShouldBe(2, result.ToString());
        result.Error.ShouldContain(hint);
        result.Error.ShouldContain("put -- before");
        Directory.EnumerateFileSystemEntries(_cli.Folder).Select(Path.GetFileName).ShouldBe(["home"]);
    }

    [Theory]
    [InlineData("notify", "TO is missing for 'baton notify'")]
    [InlineData("notify|ada", "MESSAGE is missing for 'baton notify'")]
    [InlineData("policy|check", "FILE is missing for 'baton policy check'")]
    [InlineData("backup", "FILE is missing for 'baton backup'")]
    public async Task Run_ArgumentMissing_IsNamed(string line, string says)
    {
        var result = await _cli.RunAsync(line.Split('|'));
        result.Code.ShouldBe(2);
        result.Error.ShouldContain(says);
    }

    [Theory]
    [InlineData("policy|rollback|strict|x", "'x' is no whole number for REVISION.")]
    [InlineData("policy|get|strict|--revision|1.5", "'1.5' is no whole number for --revision.")]
    [InlineData("approvals|list|--limit|many", "'many' is no whole number for --limit.")]
    public async Task Run_NumberExpected_SaysSoWithoutProgrammersWords(string line, string says)
    {
        var result = await _cli.RunAsync(line.Split('|'));
        result.Code.ShouldBe(2);
        result.Error.ShouldStartWith($"baton: {says}");
    }

    [Theory]
    [InlineData("handoff|save|--|--sumary")]
    [InlineData("handoff|save|- a list item")]
    [InlineData("handoff|save|--- rule ---")]
    [InlineData("memory|save|-5 degrees")]
    [InlineData("memory|save|-- and so on --")]
    public async Task Run_TextThatBeginsWithADash_IsTakenWhereItIsMeant(string line)
    {
        var result = await _cli.RunAsync(line.Split('|'));
        result.Code.ShouldBe(0, result.ToString());
    }

    [Fact]
    public async Task Run_UnknownSubcommand_SpeaksOfItsGroup()
    {
        var result = await _cli.RunAsync("handoff", "lst");

        result.Error.ShouldContain("unknown command 'lst' for 'baton handoff'");
        result.Error.ShouldContain("Did you mean 'list'?");
    }

    [Fact]
    public async Task Run_WrongUsageWithJson_AnswersOneObjectOnStandardError()
    {
        var result = await _cli.RunAsync("hanoff", "--json");

        result.Code.ShouldBe(2);
        using var document = JsonDocument.Parse(result.Error);
        var error = document.RootElement.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("usage");
        error.GetProperty("hint").GetString()!.ShouldContain("handoff");
    }

    [Fact]
    public async Task Run_ValueOutsideItsSet_IsOneLineThatNamesTheSet()
    {
        var result = await _cli.RunAsync("completion", "tcsh");

        result.Code.ShouldBe(2);
        var line = result.Error.Split('\n')[0];
        line.ShouldContain("tcsh");
        line.ShouldContain("bash");
        line.ShouldContain("zsh");
    }

    [Fact]
    public async Task Run_NumberThatIsNone_SaysWhichOption()
    {
        var result = await _cli.RunAsync("handoff", "list", "--limit", "many");

        result.Code.ShouldBe(2);
        result.Error.ShouldContain("many");
        result.Error.ShouldContain("--limit");
    }

    [Fact]
    public async Task Run_LimitBelowOne_IsRefused()
        => (await _cli.RunAsync("handoff", "list", "--limit", "0")).ToString().ShouldStartWith("2\nbaton: --limit must be at least 1.");

    [Fact]
    public async Task Run_NothingAtAll_ShowsHelpAndExitsTwo()
    {
        var result = await _cli.RunAsync();

        result.Code.ShouldBe(2);
        result.Error.ShouldContain("baton --help");
    }

    [Fact]
    public async Task Help_OfEveryCommand_HasADescriptionAndExamples()
    {
        using var nowhere = new StringWriter();
        var root = Baton.Cli.Application.CliRoot.Create(_cli.Context(nowhere, nowhere));
        foreach (var command in Leaves(root))
        {
            command.Description.ShouldNotBeNullOrWhiteSpace(command.Name);
            Baton.Cli.Application.HelpExamples.Of(command).ShouldNotBeEmpty($"examples of {command.Name}");
            foreach (var option in command.Options) option.Description.ShouldNotBeNullOrWhiteSpace($"{command.Name} {option.Name}");
        }
        (await _cli.RunAsync("handoff", "save", "--help")).Out.ShouldContain("Examples:\n  baton handoff save");
    }

    [Fact]
    public async Task Examples_OfEveryCommand_Parse()
    {
        using var nowhere = new StringWriter();
        var root = Baton.Cli.Application.CliRoot.Create(_cli.Context(nowhere, nowhere));
        foreach (var command in Leaves(root).Concat(root.Subcommands))
        {
            foreach (var example in Baton.Cli.Application.HelpExamples.Of(command))
            {
                var line = ShellLine.CommandOf(example);
                root.Parse(line).Errors.Select(error => error.Message).ShouldBeEmpty(example);
            }
        }
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Version_IsTheNumberAlone()
        => (await _cli.RunAsync("--version")).Out.Trim().ShouldMatch(@"^\d+\.\d+\.\d+$");

    public void Dispose() => _cli.Dispose();

    private static IEnumerable<System.CommandLine.Command> Leaves(System.CommandLine.Command command)
        => command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);
}
