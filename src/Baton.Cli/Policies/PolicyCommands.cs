using System.CommandLine;
using Baton.Cli.Application;

namespace Baton.Cli.Policies;

/// <summary><c>baton policy</c>: what can be done with a policy file, and the policies in the store.</summary>
internal static class PolicyCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("policy", "Check, explain, test and compare policies, and put them into force.");
        foreach (var sub in OfFiles(context).Concat(PolicyStoreCommands.Create(context))) command.Subcommands.Add(sub);
        return command;
    }

    private static IEnumerable<Command> OfFiles(CliContext context) =>
    [
        PolicyCheckCommand.Create(context),
        PolicyExplainCommand.Create(context),
        PolicyTestCommand.Create(context),
        PolicyDiffCommand.Create(context),
        PolicyImportCommand.Create(context),
        PolicySchemaCommand.Create(context),
    ];
}
