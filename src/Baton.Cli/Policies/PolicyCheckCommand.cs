using System.CommandLine;
using Baton.Cli.Application;
using Baton.Memory.Text;

namespace Baton.Cli.Policies;

/// <summary><c>policy check</c>: every error and warning of a document; exit 1 when there is an error.</summary>
internal static class PolicyCheckCommand
{
    public static Command Create(CliContext context)
    {
        var file = PolicyFile.Argument();
        var tools = PolicyFile.Tools();
        var strict = new Option<bool>("--strict") { Description = "Warnings fail too." };
        var command = new Command("check", "Find all errors of a policy, and what cannot be meant.") { file, tools, strict };
        command.SetAction(context.Action(async run =>
        {
            var name = run.Get(file)!;
            var result = await PolicyFile.CheckAsync(run, name, await PolicyFile.ToolsAsync(run, run.Get(tools)));
            var good = result.IsValid && (!run.Get(strict) || result.Problems.Count == 0);
            if (run.Json)
            {
                run.WriteJson(json =>
                {
                    json.WriteBoolean("ok", good);
                    ProblemPrinter.Write(json, result.Problems);
                });
            }
            else
            {
                ProblemPrinter.Print(run, name, result.Problems);
                var errors = result.Problems.Count(problem => problem.IsError);
                run.Out.WriteLine($"{Counted.Of(errors, "error")}, {Counted.Of(result.Problems.Count - errors, "warning")}.");
            }
            return good ? ExitCode.Done : ExitCode.No;
        }));
        return command.WithExamples("baton policy check policy.json", "baton policy check policy.yaml --tools tools.json --json");
    }
}
