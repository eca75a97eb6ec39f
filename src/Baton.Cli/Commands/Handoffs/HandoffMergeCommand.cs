using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Handoffs;

/// <summary><c>handoff merge</c>: several into one, nothing dropped.</summary>
internal static class HandoffMergeCommand
{
    public static Command Create(CliContext context)
    {
        var refs = new Argument<string[]>("REF") { Arity = new ArgumentArity(2, 50), Description = "Ids of the handoffs to merge." };
        var key = new Option<string?>("--key") { HelpName = "KEY", Description = "The key of the merged handoff." };
        var title = new Option<string?>("--title") { HelpName = "TEXT", Description = "Its title." };
        var summary = new Option<string?>("--summary") { HelpName = "TEXT", Description = "Its summary." };
        var order = new Option<string?>("--order") { Description = "chronological or as given." };
        var archive = new Option<bool>("--archive-sources") { Description = "Archive the merged ones." };
        var command = new Command("merge", "Merge handoffs into a new one; where each part came from is kept.") { refs, key, title, summary, order, archive };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var answer = await tools.CallAsync(
                "handoff_merge",
                new ToolArguments().Add("refs", run.Get(refs)).Add("key", run.Get(key)).Add("title", run.Get(title))
                    .Add("summary", run.Get(summary)).Add("order", run.Get(order)).AddFlag("archive_sources", run.Get(archive)),
                run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples("baton handoff merge h_01JABCDE h_01JABCDF --title \"The week\" --archive-sources");
    }
}
