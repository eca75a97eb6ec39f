using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Handoffs;

/// <summary><c>handoff done</c> and <c>handoff comment</c>.</summary>
internal static class HandoffUpdateCommand
{
    public static Command CreateDone(CliContext context)
    {
        var named = new RefArgument();
        var outcome = new Option<string?>("--outcome") { HelpName = "TEXT", Description = "What became of it, for whoever handed it over." };
        var token = new Option<string?>("--token") { HelpName = "TOKEN", Description = "The claim's token, when it is claimed." };
        var command = new Command("done", "Mark a handoff done.") { outcome, token };
        named.AddTo(command);
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var answer = await tools.CallAsync(
                "handoff_update",
                named.Read(run).Add("status", "done").Add("outcome", run.Get(outcome)).Add("claim_token", run.Get(token)),
                run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples("baton handoff done h_01JABCDE --outcome \"merged\"");
    }

    public static Command CreateComment(CliContext context)
    {
        var named = new RefArgument();
        var text = new Argument<string>("TEXT") { Description = "The comment; `-` reads it from standard input." };
        var command = new Command("comment", "Comment on a handoff; free to all, whoever claimed it.");
        named.AddTo(command);
        command.Arguments.Add(text);
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var comment = await BodyInput.ValueOrInputAsync(run, run.Get(text));
            var answer = await tools.CallAsync("handoff_update", named.Read(run).Add("comment", comment), run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples("baton handoff comment h_01JABCDE \"the tests need the new fixture\"");
    }
}
