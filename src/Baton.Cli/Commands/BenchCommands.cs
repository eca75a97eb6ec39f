using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Bench;

namespace Baton.Cli.Commands;

/// <summary><c>baton bench …</c>: measures retrieval on data that the user has.</summary>
internal static class BenchCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("bench", "Measure retrieval, beside plain full-text search in the same run.");
        command.Subcommands.Add(CreateLocomo(context));
        return command.WithExamples("baton bench locomo locomo10.json --by category");
    }

    private static Command CreateLocomo(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The public locomo10.json, or a part of it." };
        var by = new Option<string?>("--by") { Description = "Also a line for each category of questions." };
        by.AcceptOnlyFromAmong("category");
        var command = new Command("locomo", "Share of the evidence turns and sessions found (recall at 1, 5 and 10, MRR) and within token budgets.") { file, by };
        command.SetAction(context.Action(async run =>
        {
            var conversations = LocomoFile.Read(InputFile.Locate(run, run.Get(file)!, "Give the path of the public locomo10.json."));
            if (conversations.Count == 0) return run.FailUsage("The file holds no conversation.");
            var bench = new LocomoBench(context.Time, run.Json ? _ => { } : run.Error.WriteLine);
            var alone = await bench.AloneAsync(conversations, run.Cancellation);
            var pooled = await bench.PooledAsync(conversations, run.Cancellation);
            var rows = LocomoReport.Rows("alone", alone, byConversation: true).Concat(LocomoReport.Rows("pooled", pooled, byConversation: false));
            if (run.Get(by) is not null) rows = rows.Concat(LocomoReport.RowsByCategory("alone", alone)).Concat(LocomoReport.RowsByCategory("pooled", pooled));
            LocomoReport.Write(run, rows);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton bench locomo locomo10.json", "baton bench locomo locomo10.json --by category --json");
    }
}
