using System.CommandLine;
using Baton.Cli.Application;

namespace Baton.Cli.Policies;

/// <summary><c>baton policy</c>: everything that can be done with a policy file without touching a store.</summary>
internal static class PolicyCommands
{
    public static Command Create(CliContext context) => new("policy", "Check, explain, test and compare policy files.")
    {
        PolicyCheckCommand.Create(context),
        PolicyExplainCommand.Create(context),
        PolicyTestCommand.Create(context),
        PolicyDiffCommand.Create(context),
        PolicyImportCommand.Create(context),
        PolicySchemaCommand.Create(context),
    };
}
