using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands;

/// <summary><c>delete</c> and <c>restore</c> of handoffs and memories: deleting marks, and restoring takes the mark away.</summary>
internal static class DeleteCommand
{
    public static Command CreateDelete(CliContext context, string noun)
        => Create(context, noun, "delete", $"Delete a {noun}; `{noun} restore` brings it back.", restore: false)
            .WithExamples($"baton {noun} delete {noun[0]}_01JABCDE");

    public static Command CreateRestore(CliContext context, string noun)
        => Create(context, noun, "restore", $"Bring a deleted {noun} back.", restore: true)
            .WithExamples($"baton {noun} restore {noun[0]}_01JABCDE");

    private static Command Create(CliContext context, string noun, string verb, string description, bool restore)
    {
        var named = new RefArgument();
        var command = new Command(verb, description);
        named.AddTo(command);
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var answer = await tools.CallAsync($"{noun}_delete", named.Read(run).AddFlag("restore", restore), run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command;
    }
}
