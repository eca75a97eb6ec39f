using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Output;
using Baton.Memory.Administration;
using Baton.Memory.Rewind;
using Baton.Memory.Storage;

namespace Baton.Cli.Administration;

/// <summary><c>baton rewind</c>: shows what somebody wrote and, with <c>--apply</c>, undoes it.</summary>
internal static class RewindCommand
{
    private static readonly Option<string?> Grant = new("--grant") { HelpName = "LABEL", Description = "Undo what this grant wrote." };
    private static readonly Option<string?> Principal = new("--principal") { HelpName = "NAME", Description = "Undo what this principal wrote." };
    private static readonly Option<string?> Session = new("--session") { HelpName = "ID", Description = "Only that session's writes." };
    private static readonly Option<string?> Project = new("--project") { HelpName = "NAME", Description = "Only this project." };
    private static readonly Option<string?> Since = new("--since") { HelpName = "WHEN", Description = "From when on: 10m, 2h, 7d (ago), or a time." };
    private static readonly Option<string?> Until = new("--until") { HelpName = "WHEN", Description = "Up to when; now when left out." };
    private static readonly Option<string?> Rewound = new("--rewind") { HelpName = "NAME", Description = "Undo an earlier rewind, or an import of another system's data, by its name." };
    private static readonly Option<bool> Apply = new("--apply") { Description = "Do it; without this flag it is only shown." };
    private static readonly Option<bool> Force = new("--force") { Description = "Also records that others changed afterwards." };

    public static Command Create(CliContext context)
    {
        var command = new Command("rewind", "Undo everything that one grant wrote since a moment; shown first.")
        {
            Grant, Principal, Session, Project, Since, Until, Rewound, Apply, Force,
        };
        command.SetAction(context.Action(RunAsync));
        return command.WithExamples(
            "baton rewind --grant ci --since 10m",
            "baton rewind --grant ci --since 2026-03-01T12:00:00Z --project atlas --apply",
            "baton rewind --rewind rewind-0198c2d5 --apply");
    }

    private static async Task<int> RunAsync(CommandRun run)
    {
        var request = new RewindRequest { Writes = ReadFilter(run), Force = run.Get(Force) };
        await using var store = await AdministeredStore.OpenAsync(run);
        var administration = new MemoryAdministration(store, run.Context.Time);
        if (run.Get(Rewound) is { } name && (await administration.PreviewRewindAsync(request, run.Cancellation)).IsEmpty)
        {
            return run.Fail(CliFailure.No("not_found", $"No rewind or import has the name '{name}'.", "Each said its name when it was done; the audit log and exports have it as request_id."));
        }
        if (!run.Get(Apply)) return Show(run, await administration.PreviewRewindAsync(request, run.Cancellation), applied: false);
        var outcome = await administration.ApplyRewindAsync(request, AdministeredStore.Operator(run, "rewind"), run.Cancellation);
        return outcome.TryGet(out var plan, out var failure) ? Show(run, plan, applied: true) : run.Fail(CliFailure.Of(failure));
    }

    private static WriteFilter ReadFilter(CommandRun run)
    {
        if (run.Get(Rewound) is { } rewound) return new WriteFilter { RequestId = rewound };
        if (run.Get(Grant) is null && run.Get(Principal) is null && run.Get(Session) is null)
        {
            throw new CliException(CliFailure.Usage("Whose writes? Give --grant, --principal, --session or --rewind.", "baton rewind --grant ci --since 10m"));
        }
        if (run.Get(Since) is null)
        {
            throw new CliException(CliFailure.Usage("Since when? Give --since.", "For example --since 10m, or --since 2026-03-01 for that day's start."));
        }
        var (since, until) = Moments.ReadSpan(run, "--since", run.Get(Since), "--until", run.Get(Until));
        return new WriteFilter
        {
            Grant = run.Get(Grant),
            Principal = run.Get(Principal),
            Session = run.Get(Session),
            Project = run.Get(Project),
            Since = since!.Value,
            Until = until,
        };
    }

    private static int Show(CommandRun run, RewindPlan plan, bool applied)
    {
        if (run.Json) run.WriteJson(json => RewindJson.Write(json, plan, applied));
        else ShowTable(run, plan, applied);
        return ExitCode.Done;
    }

    private static void ShowTable(CommandRun run, RewindPlan plan, bool applied)
    {
        var now = run.Context.Time.GetUtcNow();
        if (!plan.IsEmpty)
        {
            run.WriteTable(TextTable.Of(
                [new("id", Fixed: true), new("project"), new("key or title"), new("undoes", Fixed: true), new("step"), new("why")],
                [.. plan.Items.Select(item => RewindJson.Row(item, now)), .. plan.Links.Select(RewindJson.Row)]));
        }
        run.Out.WriteLine(Summary(plan, applied));
        if (plan is { RequestId: { } id, Changes: > 0 }) run.Out.WriteLine($"Undo this rewind with: baton rewind --rewind {id} --apply");
    }

    private static string Summary(RewindPlan plan, bool applied)
    {
        if (plan.IsEmpty) return "Nothing was written that fits.";
        var verb = applied ? "undone" : "would be undone";
        var conflicts = plan.Conflicts > 0 ? $"; {plan.Conflicts} in conflict, left alone (--force undoes them too)" : "";
        var already = plan.Items.Count(item => item.Step is RewindStep.Nothing) is > 0 and var count ? $"; {count} already as before" : "";
        return $"{plan.Changes} {verb}{conflicts}{already}.{(applied ? "" : " Add --apply to do it.")}";
    }
}
