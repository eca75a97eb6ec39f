using System.CommandLine;
using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Application;

/// <summary>What holds of every command, by walking the tree of commands and running their own examples.</summary>
public sealed class EveryCommandTests(EveryCommandTests.Shared shared) : IClassFixture<EveryCommandTests.Shared>
{
    /// <summary>One folder for all examples, with the files that they name.</summary>
    public sealed class Shared : IDisposable
    {
        public CliHarness Cli { get; } = new();

        public Shared()
        {
            Cli.Write("policy.json", OperatorHarness.Rules);
            Cli.Write("tools.json", """{"tools":[{"name":"get_note","description":"Get a note"}]}""");
        }

        public void Dispose() => Cli.Dispose();
    }

    // These serve, wait or go out into the network by nature; whole-process tests run them.
    private static readonly string[] Endless = ["up", "stdio", "wrap", "vault watch", "audit tail", "approvals watch", "scan", "bench locomo", "server test", "server add", "server pins", "server approve", "server diff"];

    // What these print is a document of its own, whatever form was asked for.
    private static readonly string[] Documents = ["completion", "policy schema", "policy import", "tools", "audit export", "catalog show"];

    public static TheoryData<string> Leaves() => [.. All(Root()).Where(command => command.Subcommands.Count == 0).Select(NameOf)];

    public static TheoryData<string> Groups() => [.. All(Root()).Where(command => command.Subcommands.Count > 0).Select(NameOf)];

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach (var command in All(Root()).Where(command => command.Subcommands.Count == 0 && !Endless.Contains(NameOf(command))))
        {
            foreach (var example in HelpExamples.Of(command)) data.Add(NameOf(command), example);
        }
        return data;
    }

    [Theory, MemberData(nameof(Leaves))]
    public async Task Help_OfACommand_ShowsUsageOptionsAndExamples(string name)
    {
        var result = await shared.Cli.RunAsync([.. name.Split(' '), "--help"]);

        result.Code.ShouldBe(ExitCode.Done, result.Error);
        result.Out.ShouldContain($"baton {name}");
        result.Out.ShouldContain("Usage:");
        result.Out.ShouldContain("--json");
        result.Out[result.Out.IndexOf("Examples:", StringComparison.Ordinal)..].ShouldContain($"baton {name}");
        result.Error.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Leaves))]
    public async Task Run_UnknownOption_IsWrongUsageThatNamesItAndTheHelp(string name)
    {
        var result = await shared.Cli.RunAsync([.. name.Split(' '), "--no-such-option"]);

        result.Code.ShouldBe(ExitCode.Usage, result.ToString());
        result.Out.ShouldBeEmpty();
        result.Error.ShouldStartWith($"baton: unknown option '--no-such-option' for 'baton {name}'.");
        result.Error.ShouldContain($"'baton {name} --help'");
    }

    [Theory, MemberData(nameof(Leaves))]
    public async Task Run_WrongUsageWithJson_IsOneObjectOnStandardError(string name)
    {
        var result = await shared.Cli.RunAsync([.. name.Split(' '), "--no-such-option", "--json"]);

        result.Code.ShouldBe(ExitCode.Usage);
        result.Out.ShouldBeEmpty();
        using var error = JsonDocument.Parse(result.Error);
        error.RootElement.GetProperty("error").GetProperty("code").GetString().ShouldBe("usage");
        error.RootElement.GetProperty("error").GetProperty("hint").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Theory, MemberData(nameof(Groups))]
    public async Task Run_GroupAlone_IsWrongUsageThatLeadsToItsCommands(string name)
    {
        var result = await shared.Cli.RunAsync(name.Length == 0 ? [] : name.Split(' '));

        result.Code.ShouldBe(ExitCode.Usage);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("--help");
    }

    [Theory, MemberData(nameof(Examples))]
    public async Task Run_ExampleWithJson_AnswersInJsonAlone(string name, string example)
    {
        shared.Cli.Input = "one\ntwo\n"u8.ToArray();
        string[] words = [.. ShellLine.CommandOf(example)];
        var result = await shared.Cli.RunAsync([.. words, .. words.Contains("--json") ? (string[])[] : ["--json"]]);

        result.Code.ShouldBeInRange(ExitCode.Done, ExitCode.Environment, result.ToString());
        result.Error.ShouldNotContain("unknown option", Case.Sensitive, example);
        result.Error.ShouldNotContain("   at Baton.", Case.Sensitive, example);
        if (!Documents.Contains(name)) IsJson(result.Out).ShouldBeTrue($"{example}\n{result.Out}");
        if (result.Code is ExitCode.Usage or ExitCode.Environment || (result.Code == ExitCode.No && result.Out.Length == 0))
        {
            var error = JsonDocument.Parse(result.Error.TrimEnd().Split('\n')[^1]).RootElement.GetProperty("error");
            error.GetProperty("code").GetString().ShouldNotBeNullOrWhiteSpace(example);
            error.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace(example);
        }
    }

    // One object, over any number of lines, or one object a line.
    private static bool IsJson(string text)
        => text.Trim().Length == 0 || IsObject(text) || text.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(IsObject);

    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static RootCommand Root()
    {
        using var cli = new CliHarness();
        using var nowhere = new StringWriter();
        return CliRoot.Create(cli.Context(nowhere, nowhere));
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static string NameOf(Command command)
    {
        var names = new Stack<string>();
        for (var current = command; current is not RootCommand; current = (Command)current.Parents.First()) names.Push(current.Name);
        return string.Join(' ', names);
    }
}
