using System.CommandLine;
using Baton.Cli.Application;
using Baton.Policy.Cases;

namespace Baton.Cli.Policies;

/// <summary><c>policy test</c>: runs the tests that a document carries; exit 1 when one fails.</summary>
internal static class PolicyTestCommand
{
    public static Command Create(CliContext context)
    {
        var file = PolicyFile.Argument();
        var tools = PolicyFile.Tools();
        var command = new Command("test", "Run the tests that a policy carries.") { file, tools };
        command.SetAction(context.Action(async run =>
        {
            var catalogue = await PolicyFile.ToolsAsync(run, run.Get(tools));
            if (await PolicyFile.LoadAsync(run, run.Get(file)!) is not { } policy) return ExitCode.No;
            var results = PolicyCases.Run(policy, catalogue);
            foreach (var result in results) Write(run, result);
            var failed = results.Count(result => !result.Pass);
            if (!run.Json) run.Out.WriteLine($"{results.Count - failed} passed, {failed} failed.");
            return failed == 0 ? ExitCode.Done : ExitCode.No;
        }));
        return command.WithExamples("baton policy test policy.json", "baton policy test policy.json --json");
    }

    private static void Write(CommandRun run, CaseResult result)
    {
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                json.WriteString("name", result.Name);
                json.WriteBoolean("pass", result.Pass);
                json.WriteString("expected", result.Expected);
                json.WriteString("got", result.Got);
                json.WriteString("rule", result.Rule);
            });
            return;
        }
        run.WriteLine($"{(result.Pass ? "pass" : "FAIL")}  {result.Name}");
        if (result.Pass) return;
        var expected = result.ExpectedRule is null ? result.Expected : $"{result.Expected} by {result.ExpectedRule}";
        run.WriteLine($"      expected {expected}, got {result.Got}{(result.Rule.Length > 0 ? $" by {result.Rule}" : "")}{(result.Message.Length > 0 ? $": {result.Message}" : "")}");
    }
}
