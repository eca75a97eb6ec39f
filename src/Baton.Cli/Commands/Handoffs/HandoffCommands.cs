using System.CommandLine;
using Baton.Cli.Application;

namespace Baton.Cli.Commands.Handoffs;

/// <summary><c>baton handoff …</c>: what agents hand to each other, for people.</summary>
internal static class HandoffCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("handoff", "List, read, save and settle handoffs.");
        foreach (var sub in new[]
        {
            HandoffListCommand.CreateList(context), HandoffListCommand.CreateSearch(context),
            HandoffReadCommand.CreateShow(context), HandoffReadCommand.CreateLoad(context),
            HandoffSaveCommand.Create(context), HandoffAppendCommand.Create(context),
            HandoffClaimCommand.Create(context), HandoffUpdateCommand.CreateDone(context), HandoffUpdateCommand.CreateComment(context),
            HandoffMergeCommand.Create(context), HandoffBundleCommands.CreateBundle(context), HandoffBundleCommands.CreateOpen(context), HandoffBundleCommands.CreateKey(context),
            DeleteCommand.CreateDelete(context, "handoff"), DeleteCommand.CreateRestore(context, "handoff"),
        })
        {
            command.Subcommands.Add(sub);
        }
        return command.WithExamples(
            "baton handoff list --project auto --status open",
            "baton handoff save \"Parser done, tests pending\" --next \"write the tests\" --body-file notes.md",
            "baton handoff show h_01JABC",
            "baton handoff claim release-2 --lease 2h",
            "baton handoff done release-2 --outcome \"shipped\"");
    }
}
