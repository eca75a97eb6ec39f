using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Clients;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Sessions;

/// <summary><c>baton session …</c>: what a client's hooks run at the start of a session, and people at its end.</summary>
internal static class SessionCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("session", "Start and close sessions.");
        command.Subcommands.Add(CreateStart(context));
        command.Subcommands.Add(SessionCloseCommand.Create(context));
        command.Subcommands.Add(CreateRemind(context));
        return command.WithExamples("baton session start --project auto", "baton session close --summary \"Parser done\" --next \"write the tests\"");
    }

    private static Option<string?> HookOption()
    {
        var hook = new Option<string?>("--hook") { HelpName = "CLIENT", Description = "Answer as this client's hooks do." };
        hook.AcceptOnlyFromAmong([.. ClientCatalogue.All.Where(client => client.Hooks is not null).Select(client => client.Name)]);
        return hook;
    }

    private static Command CreateStart(CliContext context)
    {
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "The project; `auto` is the working folder's." };
        var thread = new Option<string?>("--thread") { HelpName = "NAME", Description = "The line of work." };
        var tokens = new Option<long?>("--max-tokens") { HelpName = "N", Description = "Length of the digest (1500)." };
        var hook = HookOption();
        var command = new Command("start", "Print the digest: open handoffs, next actions, memories, what changed.") { project, thread, tokens, hook };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var folder = run.Get(hook) is null ? null : await HookInput.FolderAsync(run);
            var answer = await tools.CallAsync(
                "session_start",
                new ToolArguments().Add("project", ProjectName.Resolve(run.Get(project), context, folder)).Add("thread", run.Get(thread)).Add("max_tokens", run.Get(tokens)),
                run.Cancellation);
            if (run.Get(hook) is { } client)
            {
                HookOutput.WriteContext(run.Out, client, answer.Text);
                return ExitCode.Done;
            }
            return run.AnswerText(answer);
        }));
        return command.WithExamples("baton session start --project auto");
    }

    private static Command CreateRemind(CliContext context)
    {
        var hook = HookOption();
        var command = new Command("remind", "Remind an agent to save before its conversation is compacted.") { hook };
        command.SetAction(context.Action(run =>
        {
            HookOutput.WriteReminder(run.Out, run.Get(hook), run.Json);
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples("baton session remind");
    }
}
