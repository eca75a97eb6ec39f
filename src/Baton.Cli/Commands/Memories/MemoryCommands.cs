using System.CommandLine;
using Baton.Cli.Application;

namespace Baton.Cli.Commands.Memories;

/// <summary><c>baton memory …</c>: what stays true, for people.</summary>
internal static class MemoryCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("memory", "Search, read, save and link memories.");
        foreach (var sub in new[]
        {
            MemorySearchCommand.Create(context), MemoryReadCommand.CreateShow(context), MemoryReadCommand.CreateHistory(context),
            MemorySaveCommand.Create(context), MemoryLinkCommand.Create(context),
            MemoryExpectCommand.CreateExpect(context), MemoryExpectCommand.CreateCheck(context), MemoryVectorsCommand.Create(context),
            DeleteCommand.CreateDelete(context, "memory"), DeleteCommand.CreateRestore(context, "memory"),
        })
        {
            command.Subcommands.Add(sub);
        }
        return command.WithExamples(
            "baton memory save \"Releases are cut from main on Tuesdays\" --type fact --tag release",
            "baton memory search when are releases cut",
            "baton memory show deploy-steps --history");
    }
}
