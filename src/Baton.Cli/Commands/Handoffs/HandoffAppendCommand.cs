using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Handoffs;

/// <summary><c>handoff append</c>: adds a chunk to the body.</summary>
internal static class HandoffAppendCommand
{
    public static Command Create(CliContext context)
    {
        var named = new RefArgument();
        var file = new Option<string>("--body-file") { HelpName = "FILE", DefaultValueFactory = _ => "-", Description = "The chunk, byte for byte; `-` is standard input." };
        var seq = new Option<long?>("--seq") { HelpName = "N", Description = "Number of the chunk; a repeat of the same is harmless." };
        var command = new Command("append", "Append standard input to a handoff's body.") { file, seq };
        named.AddTo(command);
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var chunk = await BodyInput.ReadFileAsync(run, run.Get(file));
            var answer = await tools.CallAsync("handoff_append", named.Read(run).Add("chunk", chunk).Add("seq", run.Get(seq)), run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples("make test 2>&1 | baton handoff append h_01JABCDE");
    }
}
