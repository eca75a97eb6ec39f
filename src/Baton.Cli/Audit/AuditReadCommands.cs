using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Composition;
using Baton.Gateway.Audit;

namespace Baton.Cli.Audit;

/// <summary><c>audit query</c> and <c>audit tail</c>.</summary>
internal static class AuditReadCommands
{
    /// <summary>How often a followed log is looked at.</summary>
    private static readonly TimeSpan FollowEvery = TimeSpan.FromMilliseconds(200);

    public static Command CreateQuery(CliContext context)
    {
        var limit = Limits.Optional("At most so many, the newest.");
        var command = new Command("query", "Find rows, oldest first.") { limit };
        var filter = new AuditFilter().AddTo(command);
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            foreach (var row in opened.Audit.Read(filter.Read(run) with { Last = run.Get(limit) })) AuditPrinter.Print(run, row);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton audit query --grant ci --outcome deny --since 10m", "baton audit query --tool handoff_save --json");
    }

    public static Command CreateTail(CliContext context)
    {
        var limit = Limits.Option(20);
        var follow = new Option<bool>("--follow", "-f") { Description = "Stay, and show rows as they come." };
        var command = new Command("tail", "Show the newest rows.") { limit, follow };
        var filter = new AuditFilter().AddTo(command);
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            var query = filter.Read(run);
            var seen = Show(run, opened, query with { Last = run.Get(limit) }, opened.Audit.Head().Sequence);
            if (!run.Get(follow)) return ExitCode.Done;
            using var stop = new StopSignals(run.Cancellation);
            while (!stop.Token.IsCancellationRequested)
            {
                await Task.Delay(FollowEvery, context.Time, stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
                seen = Show(run, opened, query with { After = seen }, seen);
            }
            return ExitCode.Done;
        }));
        return command.WithExamples("baton audit tail", "baton audit tail -f --outcome deny");
    }

    private static long Show(CommandRun run, Operator opened, AuditQuery query, long seen)
    {
        foreach (var row in opened.Audit.Read(query))
        {
            AuditPrinter.Print(run, row);
            seen = Math.Max(seen, row.Sequence);
        }
        return seen;
    }
}
