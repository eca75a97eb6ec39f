using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Composition;
using Baton.Memory.Text;

namespace Baton.Cli.Audit;

/// <summary><c>audit prune</c>: removes old rows so that the rest still verifies.</summary>
internal static class AuditPruneCommand
{
    private static readonly Option<string> Before = new("--before") { HelpName = "90d", Required = true, Description = "Rows older than that: so long ago, or an instant." };
    private static readonly Option<bool> Apply = new("--apply") { Description = "Also when no row is younger than that, so that every row goes." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would go and what the chain would then follow; remove nothing." };

    public static Command Create(CliContext context)
    {
        var command = new Command("prune", "Remove old rows, leaving a signed checkpoint.") { Before, Apply, DryRun };
        command.Validators.Add(static result =>
        {
            if (result.GetResult(Apply) is { Implicit: false } && result.GetResult(DryRun) is { Implicit: false })
            {
                result.AddError("--dry-run only shows and --apply removes: give one of them.");
            }
        });
        command.SetAction(context.Action(RunAsync));
        return command.WithExamples("baton audit prune --before 90d --dry-run", "baton audit prune --before 90d");
    }

    private static async Task<int> RunAsync(CommandRun run)
    {
        // first, so that an age of zero is not past by the time it is looked at
        var now = run.Context.Time.GetUtcNow();
        var instant = Moments.Read(run, "--before", run.Get(Before))!.Value;
        if (run.Get(DryRun)) return await ShowAsync(run, instant);
        if (instant >= now && !run.Get(Apply)) return run.Fail(EveryRow(run));
        await using var opened = await Operator.OpenToChangeAsync(run);
        if (!run.Get(Apply) && opened.Audit.PlanPrune(instant) is { IsAll: true }) return run.Fail(EveryRow(run));
        var pruned = await opened.Audit.PruneAsync(instant, run.Cancellation);
        if (!pruned.TryGet(out var rows, out var failure)) return run.Fail(CliFailure.Of(failure));
        if (run.Json) run.WriteJson(json => json.WriteNumber("pruned", rows));
        else run.Out.WriteLine($"{Counted.Of(rows, "row")} {(rows == 1 ? "was" : "were")} removed.");
        return ExitCode.Done;
    }

    private static CliFailure EveryRow(CommandRun run)
        => CliFailure.Usage($"--before {run.Get(Before)}: that removes every row there is.", "Give an age such as 90d, or add --apply to remove them all.");

    private static async Task<int> ShowAsync(CommandRun run, DateTimeOffset before)
    {
        await using var opened = await Operator.OpenAsync(run);
        AuditPrunePreview.Show(run, opened.Audit.PlanPrune(before));
        return ExitCode.Done;
    }
}
