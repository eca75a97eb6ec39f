using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Composition;

namespace Baton.Cli.Audit;

/// <summary><c>audit prune</c>: removes old rows so that the rest still verifies.</summary>
internal static class AuditPruneCommand
{
    public static Command Create(CliContext context)
    {
        var before = new Option<string>("--before") { HelpName = "90d", Required = true, Description = "Rows older than that: so long ago, or an instant." };
        var apply = new Option<bool>("--apply") { Description = "Also when no row is younger than that, so that every row goes." };
        var command = new Command("prune", "Remove old rows, leaving a signed checkpoint.") { before, apply };
        command.SetAction(context.Action(async run =>
        {
            var instant = Moments.Read(run, "--before", run.Get(before))!.Value;
            if (instant >= run.Context.Time.GetUtcNow() && !run.Get(apply))
            {
                return run.Fail(CliFailure.Usage($"--before {run.Get(before)}: that removes every row there is.", "Give an age such as 90d, or add --apply to remove them all."));
            }
            await using var opened = await Operator.OpenToChangeAsync(run);
            var pruned = await opened.Audit.PruneAsync(instant, run.Cancellation);
            if (!pruned.TryGet(out var rows, out var failure)) return run.Fail(CliFailure.Of(failure));
            if (run.Json) run.WriteJson(json => json.WriteNumber("pruned", rows));
            else run.Out.WriteLine($"{rows} rows were removed.");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton audit prune --before 90d");
    }
}
