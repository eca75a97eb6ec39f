using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Memories;

/// <summary><c>memory show</c> and <c>memory history</c>.</summary>
internal static class MemoryReadCommand
{
    public static Command CreateShow(CliContext context)
    {
        var named = new RefArgument();
        var history = new Option<bool>("--history") { Description = "Also every earlier version." };
        var command = new Command("show", "Show a memory with all its fields.") { history };
        named.AddTo(command);
        command.SetAction(context.ToolAction((run, tools) => RunAsync(run, tools, named, run.Get(history))));
        return command.WithExamples("baton memory show m_01JABCDE", "baton memory show deploy-steps --project web");
    }

    public static Command CreateHistory(CliContext context)
    {
        var named = new RefArgument();
        var command = new Command("history", "Show every version of a memory.");
        named.AddTo(command);
        command.SetAction(context.ToolAction((run, tools) => RunAsync(run, tools, named, history: true)));
        return command.WithExamples("baton memory history m_01JABCDE");
    }

    private static async Task<int> RunAsync(CommandRun run, IToolCaller tools, RefArgument named, bool history)
    {
        var answer = await tools.CallAsync("memory_get", named.Read(run).AddFlag("history", history), run.Cancellation);
        return run.Answer(answer, output =>
        {
            RecordText.Write(output, run.Context.Terminal, answer["memory"]);
            foreach (var version in answer.Items("history"))
            {
                output.WriteLine();
                output.WriteLine($"── version {version.Text("version")}");
                RecordText.Write(output, run.Context.Terminal, version);
            }
        });
    }
}
