using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Agents;

/// <summary><c>baton notify</c>: leaves a message in an inbox.</summary>
internal static class NotifyCommand
{
    public static Command Create(CliContext context)
    {
        var to = new Argument<string>("TO") { Description = "A principal or a role." };
        var message = new Argument<string>("MESSAGE") { Description = "The message; `-` is standard input." };
        var also = new Option<string[]>("--also") { HelpName = "WHOM", Description = "Another recipient; may be repeated." };
        var subject = new Option<string?>("--subject") { HelpName = "TEXT", Description = "One line above the message." };
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "The project; `auto` is the working folder's." };
        var thread = new Option<string?>("--thread") { HelpName = "NAME", Description = "The conversation that it belongs to." };
        var refs = new Option<string[]>("--ref") { HelpName = "ID", Description = "A record that it is about; may be repeated." };
        var urgent = new Option<bool>("--urgent") { Description = "Mark it as urgent." };
        var secret = new Option<bool>("--private") { Description = "Only the principal it is addressed to may see it." };
        var ttl = new Option<string?>("--ttl") { HelpName = "SPAN", Description = "Gone after this time, such as 7d." };
        var command = new Command("notify", "Leave a message in the inbox of a principal or role.") { to, message, also, subject, project, thread, refs, urgent, secret, ttl };
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var arguments = new ToolArguments()
                .Add("to", [run.Get(to)!, .. run.Get(also) ?? []])
                .Add("message", await BodyInput.ValueOrInputAsync(run, run.Get(message)))
                .Add("subject", run.Get(subject))
                .Add("project", ProjectName.Resolve(run.Get(project), context))
                .Add("thread", run.Get(thread))
                .Add("refs", run.Get(refs))
                .Add("priority", run.Get(urgent) ? 1L : null)
                .AddFlag("private", run.Get(secret))
                .Add("ttl", run.Get(ttl));
            var answer = await tools.CallAsync("notify", arguments, run.Cancellation);
            return run.Answer(answer, output =>
            {
                foreach (var notice in answer.Items("notices")) output.WriteLine(Printable.For(run.Context.Terminal, $"{notice.Text("id")} to {notice.Text("to")}"));
            });
        }));
        return command.WithExamples("baton notify reviewer \"AuthTests is green again\" --project shop", "git log -1 | baton notify ada - --urgent");
    }
}
