using System.CommandLine;
using Baton.Cli.Application;

namespace Baton.Cli.Commands;

/// <summary><c>baton completion SHELL</c>: prints the script that makes a shell complete commands, options and values.</summary>
internal static class CompletionCommands
{
    public static Command Create(CliContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Print the completion script of a shell.") { shell };
        command.SetAction(context.Action(run =>
        {
            run.Out.Write(CompletionScripts.For(run.Get(shell)!));
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples(
            "eval \"$(baton completion bash)\"",
            "baton completion fish > ~/.config/fish/completions/baton.fish");
    }
}
