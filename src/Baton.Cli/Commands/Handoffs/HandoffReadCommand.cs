using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Handoffs;

/// <summary><c>handoff show</c>, for people, and <c>handoff load</c>, exactly as an agent gets it.</summary>
internal static class HandoffReadCommand
{
    /// <summary>Enough for the largest body that can be stored (4 MiB at 4 bytes a token), metadata included.</summary>
    private const long Everything = 2_000_000;

    public static Command CreateShow(CliContext context)
    {
        var named = new RefArgument(required: false);
        var version = Version();
        var bodyOnly = new Option<bool>("--body") { Description = "Write the body only, byte for byte." };
        var command = new Command("show", "Show a handoff with all its fields.") { version, bodyOnly };
        named.AddTo(command);
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var answer = await tools.CallAsync(
                "handoff_load",
                named.Read(run).Add("version", run.Get(version)).Add("view", "full").Add("max_tokens", Everything),
                run.Cancellation);
            var handoff = answer["handoff"];
            if (run.Get(bodyOnly))
            {
                if (run.Json) run.WriteJson(json => json.WriteString("body", handoff.Text("body")));
                else run.Out.Write(handoff.Text("body"));
                return ExitCode.Done;
            }
            return run.Answer(answer, output => RecordText.Write(output, run.Context.Terminal, handoff));
        }));
        return command.WithExamples("baton handoff show", "baton handoff show h_01JABCDE --version 2", "baton handoff show notes --project web --body > notes.md");
    }

    public static Command CreateLoad(CliContext context)
    {
        var named = new RefArgument(required: false);
        var version = Version();
        var view = new Option<string?>("--view") { Description = "full, digest or tail." };
        view.AcceptOnlyFromAmong("full", "digest", "tail");
        var section = new Option<string?>("--section") { HelpName = "HEADING", Description = "Only this part of the body." };
        var tokens = new Option<long?>("--max-tokens") { HelpName = "N", Description = "At most so many tokens of 4 bytes (8000)." };
        var messages = new Option<long?>("--max-messages") { HelpName = "N", Description = "Of a conversation only the last N messages." };
        var thread = new Option<string?>("--thread") { HelpName = "NAME", Description = "The newest of this thread." };
        var cursor = new Option<string?>("--cursor") { HelpName = "CURSOR", Description = "Go on where a shortened answer ended." };
        var command = new Command("load", "Print a handoff as an agent gets it, to resume from.") { version, view, section, tokens, messages, thread, cursor };
        named.AddTo(command);
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var answer = await tools.CallAsync(
                "handoff_load",
                named.Read(run).Add("version", run.Get(version)).Add("view", run.Get(view)).Add("section", run.Get(section))
                    .Add("max_tokens", run.Get(tokens)).Add("max_messages", run.Get(messages)).Add("thread", run.Get(thread)).Add("cursor", run.Get(cursor)),
                run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples("baton handoff load", "baton handoff load h_01JABCDE --view digest");
    }

    private static Option<long?> Version()
        => new("--version") { HelpName = "N", Description = "An earlier version; 1 is the first." };
}
