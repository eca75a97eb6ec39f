using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Sessions;

/// <summary><c>session close</c>: the handoff and what was learned, in one write.</summary>
internal static class SessionCloseCommand
{
    public static Command Create(CliContext context)
    {
        var summary = new Option<string>("--summary") { HelpName = "TEXT", Required = true, Description = "What was done and where it stands; `-` reads it from standard input." };
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "The project; else the working folder's repository." };
        var thread = new Option<string?>("--thread") { HelpName = "NAME", Description = "The line of work." };
        var decisions = List("--decision", "Something decided; may be repeated.");
        var pending = List("--pending", "Something left open; may be repeated.");
        var changed = List("--changed", "Something changed; may be repeated.");
        var next = List("--next", "What to do next; may be repeated.");
        var blockers = List("--blocker", "What is in the way; may be repeated.");
        var learned = List("--learned", "Something that stays true, kept as a memory; may be repeated.");
        var token = new Option<string?>("--token") { HelpName = "TOKEN", Description = "The claim's token of the handoff that was resumed." };
        var idempotency = new Option<string?>("--idempotency-key") { HelpName = "KEY", Description = "A repeat within 24 hours returns the first result." };
        var command = new Command("close", "Close a session: hand over, and keep what was learned.")
        {
            summary, project, thread, decisions, pending, changed, next, blockers, learned, token, idempotency,
        };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var answer = await tools.CallAsync(
                "session_close",
                new ToolArguments()
                    .Add("summary", await BodyInput.ValueOrInputAsync(run, run.Get(summary)))
                    .Add("project", ProjectName.Resolve(run.Get(project), context)).Add("thread", run.Get(thread))
                    .Add("decisions", run.Get(decisions)).Add("pending", run.Get(pending)).Add("changed", run.Get(changed))
                    .Add("next_actions", run.Get(next)).Add("blockers", run.Get(blockers)).Add("learned", run.Get(learned))
                    .Add("claim_token", run.Get(token)).Add("idempotency_key", run.Get(idempotency)),
                run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples("baton session close --summary \"Parser done\" --next \"write the tests\" --learned \"the grammar is LL(1)\"");
    }

    private static Option<string[]> List(string name, string description) => new(name) { HelpName = "TEXT", Description = description };
}
