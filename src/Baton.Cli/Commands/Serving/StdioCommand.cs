using System.CommandLine;
using Baton.Cli.Application;

namespace Baton.Cli.Commands.Serving;

/// <summary><c>baton stdio</c> as the parser knows it: for help, mistakes and completion.</summary>
internal static class StdioCommand
{
    public static Command Create(CliContext context)
    {
        var grant = new Option<string?>("--grant") { HelpName = "NAME", Description = "Act for this grant instead of `local`." };
        var toolsets = new Option<string?>("--toolsets") { HelpName = "NAMES", Description = "The toolsets to offer, with commas (core); at most what the grant allows." };
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "The project of calls that name none; else the working folder's repository." };
        var dialect = new Option<string?>("--dialect") { HelpName = "NAME", Description = "Answer to another system's tool names." };
        var command = new Command("stdio", "Serve the memory tools to one client over standard input and output.") { grant, toolsets, project, dialect };
        command.SetAction(context.Action(run => StdioRunner.RunAsync(
            new StdioWish
            {
                Data = run.Get(context.Options.Data),
                Grant = run.Get(grant),
                Toolsets = StdioWish.Names(run.Get(toolsets)),
                Project = run.Get(project),
                Dialect = run.Get(dialect),
            },
            context.Environment, context.WorkingFolder, run.Error, run.Cancellation)));
        return command.WithExamples("baton stdio", "baton stdio --project shop --toolsets core,more");
    }
}
