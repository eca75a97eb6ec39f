using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Composition;
using Baton.Cli.Output;
using Baton.Memory.Administration;
using Baton.Memory.Purging;
using Baton.Memory.Text;

namespace Baton.Cli.Administration;

/// <summary><c>baton purge</c>: destroys records. Shows them unless told to apply.</summary>
internal static class PurgeCommand
{
    private static readonly Argument<string[]> Ids = new("ID")
    {
        Arity = ArgumentArity.ZeroOrMore, Description = "Ids, or prefixes of 6 characters or more that name one record.",
    };

    private static readonly Option<string?> Project = new("--project") { HelpName = "NAME", Description = "Only of this project; alone: all of its records." };
    private static readonly Option<string?> Expired = new("--expired-before") { HelpName = "WHEN", Description = "What expired before: 30d for that long ago, or a time." };
    private static readonly Option<string?> Deleted = new("--deleted-before") { HelpName = "WHEN", Description = "What was marked deleted before." };
    private static readonly Option<string?> Why = new("--why") { HelpName = "TEXT", Description = "The reason; kept with what is left of each record." };
    private static readonly Option<bool> Apply = new("--apply") { Description = "Do it; otherwise only list. It cannot be undone." };

    public static Command Create(CliContext context)
    {
        var command = new Command("purge", "Destroy records with all their versions; only a tombstone of each is left.") { Ids, Project, Expired, Deleted, Why, Apply };
        command.SetAction(context.Action(RunAsync));
        return command.WithExamples(
            "baton purge m_01JABCDEF --why \"holds a customer's address\"",
            "baton purge --deleted-before 30d --expired-before 30d",
            "baton purge --project scratch --apply");
    }

    private static async Task<int> RunAsync(CommandRun run)
    {
        var request = new PurgeRequest
        {
            Ids = [.. run.Get(Ids) ?? []],
            Project = run.Get(Project),
            ExpiredBefore = Moments.Read(run, "--expired-before", run.Get(Expired)),
            DeletedBefore = Moments.Read(run, "--deleted-before", run.Get(Deleted)),
            Why = run.Get(Why) ?? "",
        };
        return run.Get(Apply) ? await ApplyAsync(run, request) : await PreviewAsync(run, request);
    }

    private static async Task<int> PreviewAsync(CommandRun run, PurgeRequest request)
    {
        await using var store = await AdministeredStore.OpenAsync(run);
        var outcome = await new MemoryAdministration(store, run.Context.Time).PreviewPurgeAsync(request, run.Cancellation);
        return outcome.TryGet(out var plan, out var failure) ? Show(run, plan) : run.Fail(CliFailure.Of(failure));
    }

    private static async Task<int> ApplyAsync(CommandRun run, PurgeRequest request)
    {
        await using var opened = await Operator.OpenToChangeAsync(run);
        await using var store = await AdministeredStore.OpenAsync(run);
        var by = AdministeredStore.Operator(run, "purge");
        var outcome = await new MemoryAdministration(store, run.Context.Time).ApplyPurgeAsync(request, by, run.Cancellation);
        if (!outcome.TryGet(out var plan, out var failure)) return run.Fail(CliFailure.Of(failure));
        await opened.RecordAsync(opened.Did("purged", $"{by.RequestId}: {Counted.Of(plan.Done!.Records, "record")} in {Counted.Of(plan.Done.Versions, "version")}. {request.Why}".TrimEnd()));
        if (plan.Done.Records > 0 && !store.Compact())
        {
            run.Error.WriteLine("baton: other processes were using memory.db, so its free pages may still hold traces; the next purge that has it alone clears them.");
        }
        return Show(run, plan);
    }

    private static int Show(CommandRun run, PurgePlan plan)
    {
        if (run.Json) run.WriteJson(json => PurgeJson.Write(json, plan));
        else ShowTable(run, plan);
        return ExitCode.Done;
    }

    private static void ShowTable(CommandRun run, PurgePlan plan)
    {
        var now = run.Context.Time.GetUtcNow();
        if (plan.Items.Count == 0)
        {
            run.Out.WriteLine("Nothing fits.");
            return;
        }
        run.WriteTable(TextTable.Of(
            [new("id", Fixed: true), new("project"), new("key"), new("versions", Fixed: true), new("written", Fixed: true), new("state")],
            plan.Items.Select(item => PurgeJson.Row(item, now))));
        run.Out.WriteLine(plan.Done is { } done
            ? $"{Counted.Of(done.Records, "record")} in {Counted.Of(done.Versions, "version")} destroyed, {Counted.Of(done.Segments, "part", "parts")} of bodies. Backups and exports made before still hold them."
            : $"{Counted.Of(plan.Items.Count, "record")} would be destroyed for good. Add --apply to do it.");
    }
}
