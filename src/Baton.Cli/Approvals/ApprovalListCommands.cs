using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Composition;
using Baton.Gateway.Approvals;

namespace Baton.Cli.Approvals;

/// <summary><c>approvals list</c>, <c>show</c> and <c>watch</c>.</summary>
internal static class ApprovalListCommands
{
    private const int PastShown = 5;
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(300);

    public static Command CreateList(CliContext context)
    {
        var state = new Option<string?>("--status") { HelpName = "WORD", Description = "pending, approved, denied, used or expired; pending unless given." };
        state.AcceptOnlyFromAmong(ApprovalState.Pending, ApprovalState.Approved, ApprovalState.Denied, ApprovalState.Used, ApprovalState.Expired);
        var all = new Option<bool>("--all") { Description = "Whatever became of them." };
        var grant = new Option<string?>("--grant") { HelpName = "LABEL", Description = "Of one grant." };
        var tool = new Option<string?>("--tool") { HelpName = "NAME", Description = "For one tool." };
        var limit = Limits.Option(50);
        var command = new Command("list", "List requests, newest first.") { state, all, grant, tool, limit };
        command.Validators.Add(result =>
        {
            if (result.GetResult(all) is { Implicit: false } && result.GetResult(state) is not null) result.AddError("--all and --status exclude each other.");
        });
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            var filter = new ApprovalFilter(run.Get(all) ? null : run.Get(state) ?? ApprovalState.Pending, run.Get(grant), null, run.Get(tool), run.Get(limit));
            var records = await opened.Gateway.Approvals.ListAsync(filter, run.Cancellation);
            if (run.Json)
            {
                foreach (var record in records) ApprovalPrinter.Write(run, record);
            }
            else if (records.Count == 0) run.Error.WriteLine(filter == new ApprovalFilter(ApprovalState.Pending, Limit: filter.Limit) ? "Nothing waits." : "No request is like that.");
            else ApprovalPrinter.Table(run, records);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton approvals list", "baton approvals list --all --json");
    }

    public static Command CreateShow(CliContext context)
    {
        var id = ApprovalCommands.Id();
        var command = new Command("show", "Show one request with its arguments, the tool's definition, and earlier decisions on the same tool.") { id };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            var found = await opened.Gateway.Approvals.FindAsync(run.Get(id)!, run.Cancellation);
            if (!found.TryGet(out var record, out var failure)) return run.Fail(CliFailure.Of(failure));
            var same = await opened.Gateway.Approvals.ListAsync(new ApprovalFilter(null, null, record.Question.Server, record.Question.Tool), run.Cancellation);
            var past = same.Where(other => other.Id != record.Id && other.DecidedAt is not null).Take(PastShown).ToList();
            var tool = await AskedTool.FindAsync(opened, record.Question, run.Cancellation);
            if (run.Json) ApprovalPrinter.Write(run, record, tool, past);
            else ApprovalPrinter.Details(run, record, tool, past);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton approvals show a_01J…");
    }

    public static Command CreateWatch(CliContext context)
    {
        var command = new Command("watch", "Show requests as they come, until it is stopped.");
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            using var stop = new StopSignals(run.Cancellation);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (!stop.Token.IsCancellationRequested)
            {
                var open = await opened.Gateway.Approvals.ListAsync(new ApprovalFilter(ApprovalState.Pending), CancellationToken.None);
                foreach (var record in open.Reverse().Where(record => seen.Add(record.Id))) ApprovalPrinter.Line(run, record);
                await Task.Delay(WatchEvery, context.Time, stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
            return ExitCode.Done;
        }));
        return command.WithExamples("baton approvals watch");
    }
}
