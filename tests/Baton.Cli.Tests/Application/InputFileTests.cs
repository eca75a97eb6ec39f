using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Application;

/// <summary>A file that is to be read and is not there, or is a folder, is the same wrong usage for every command that reads one.</summary>
public sealed class InputFileTests(InputFileTests.Shared shared) : IClassFixture<InputFileTests.Shared>
{
    /// <summary>One folder for all rows; nothing is written.</summary>
    public sealed class Shared : IDisposable
    {
        public CliHarness Cli { get; } = new();

        public Shared()
        {
            Directory.CreateDirectory(Cli.At("folder"));
            Cli.Write("policy.json", OperatorHarness.Rules);
            Cli.Write("tools.json", """{"tools":[]}""");
        }

        public void Dispose() => Cli.Dispose();
    }

    public static TheoryData<string> Readers() =>
    [
        "handoff save s --body-file {0}", "handoff append h_01JABCDE --body-file {0}", "handoff open {0}", "memory save --body-file {0}",
        "archive append run {0}", "policy check {0}", "policy check policy.json --tools {0}", "policy test {0}", "policy put strict {0}", "policy diff policy.json {0}",
        "policy diff {0} policy.json", "policy explain {0} --tool x", "policy import {0}", "server import {0}", "restore {0} --data fresh", "import {0}", "import {0} --dry-run", "import {0} --atomic",
        "scan ./{0}", "scan tools.json --against {0}", "bench locomo {0}", "audit verify --heads {0}", "wrap --policy {0} -- cat",
    ];

    [Theory, MemberData(nameof(Readers))]
    public async Task Run_FileThatIsNotThere_IsNamed(string line) => await CheckAsync(line, "no such.json", $"there is no file {shared.Cli.At("no such.json")}.");

    [Theory, MemberData(nameof(Readers))]
    public async Task Run_FolderInItsPlace_IsCalledOne(string line) => await CheckAsync(line, "folder", $"{shared.Cli.At("folder")} is a folder.");

    [Fact]
    public async Task Run_FileInTheHomeFolder_IsFoundByTheTilde()
    {
        shared.Cli.Write("home/policy.json", OperatorHarness.Rules);
        (await shared.Cli.RunAsync("policy", "check", "~/policy.json")).Code.ShouldBe(ExitCode.Done);
        (await shared.Cli.RunAsync("policy", "check", "~/none.json")).Error.ShouldBe($"baton: there is no file {shared.Cli.At("home/none.json")}.\n");
        (await shared.Cli.RunAsync("policy", "check", "~ada/policy.json")).Error.ShouldBe($"baton: there is no file {shared.Cli.At("~ada/policy.json")}.\n");
    }

    private async Task CheckAsync(string line, string file, string says)
    {
        string[] words = [.. line.Split(' ').Select(word => word.Replace("{0}", file, StringComparison.Ordinal))];
        var result = await shared.Cli.RunAsync(words);
        (result.Code, result.Out).ShouldBe((ExitCode.Usage, ""), result.ToString());
        result.Error.ShouldStartWith($"baton: {says}\n");

        var at = Array.IndexOf(words, "--") is var dashes and >= 0 ? dashes : words.Length;
        var json = await shared.Cli.RunAsync([.. words[..at], "--json", .. words[at..]]);
        using var error = JsonDocument.Parse(json.Error);
        error.RootElement.GetProperty("error").Text("code").ShouldBe("usage");
        error.RootElement.GetProperty("error").Text("message").ShouldBe(says);
    }
}
