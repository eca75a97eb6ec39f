using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Composition;
using Baton.Gateway.Approvals;

namespace Baton.Cli.Approvals;

/// <summary><c>approvals approve</c> and <c>approvals deny</c>.</summary>
internal static class ApprovalDecideCommands
{
    public static Command CreateApprove(CliContext context)
    {
        var id = ApprovalCommands.Id();
        var reason = Reason();
        var lasting = new Option<string?>("--for") { HelpName = "1h", Description = "Let like calls through for so long, where the policy says what is alike (remember_on)." };
        var command = new Command("approve", "Let exactly this call through, once.") { id, reason, lasting };
        command.SetAction(context.Action(run => DecideAsync(run, run.Get(id)!, approve: true, run.Get(reason), Lasting(run.Get(lasting)))));
        return command.WithExamples("baton approvals approve a_01J…", "baton approvals approve a_01J… --for 1h");
    }

    public static Command CreateDeny(CliContext context)
    {
        var id = ApprovalCommands.Id();
        var reason = Reason();
        var command = new Command("deny", "Refuse this call; the agent reads the reason.") { id, reason };
        command.SetAction(context.Action(run => DecideAsync(run, run.Get(id)!, approve: false, run.Get(reason), null)));
        return command.WithExamples("baton approvals deny a_01J… --reason \"Ask me on Monday.\"");
    }

    private static Option<string?> Reason() => new("--reason") { HelpName = "TEXT", Description = "What the agent is told." };

    private static async Task<int> DecideAsync(CommandRun run, string id, bool approve, string? reason, TimeSpan? lasting)
    {
        await using var opened = await Operator.OpenToChangeAsync(run);
        var decided = await opened.Gateway.Approvals.DecideAsync(id, new ApprovalAnswer(approve, opened.Name, reason, lasting), run.Cancellation);
        if (!decided.TryGet(out var record, out var failure)) return run.Fail(CliFailure.Of(failure));
        var question = record.Question;
        await opened.RecordAsync(opened.Did(record.State, reason ?? $"{question.Tool} of the grant '{question.Grant}' was {record.State}.") with
        {
            Grant = question.Grant,
            Server = question.Server,
            Tool = question.Tool,
            ApprovalId = record.Id,
            Rule = question.Rule,
        });
        if (run.Json) ApprovalPrinter.Write(run, record);
        else run.Out.WriteLine(approve ? $"Approved {record.Id}: the call passes once when the agent repeats it{Alike(record)}." : $"Denied {record.Id}.");
        if (lasting is not null && record.RememberedUntil is null) run.Error.WriteLine("baton: note: --for does nothing here: the policy does not say which calls are alike (remember_on).");
        return ExitCode.Done;
    }

    private static string Alike(ApprovalRecord record) => record.RememberedUntil switch
    {
        null => "",
        { } until when until == DateTimeOffset.MaxValue => ", and so do like calls of its session",
        { } until => $", and so do like calls until {until:u}",
    };

    private static TimeSpan? Lasting(string? text)
    {
        if (text is null) return null;
        return Spans.ParseSeconds(text) is { } seconds and > 0 && seconds <= TimeSpan.FromDays(366).TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new CliException(CliFailure.Usage($"--for: '{text}' is no length of time up to a year.", "Write it as 30m, 2h or 7d."));
    }
}
