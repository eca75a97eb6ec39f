using System.CommandLine;
using Baton.Cli.Application;

namespace Baton.Cli.Grants;

/// <summary><c>baton grant</c>: who may reach which servers, under which policies.</summary>
internal static class GrantCommands
{
    public static Command Create(CliContext context) => new Command("grant", "Give agents and people access, and take it away.")
    {
        GrantAddCommand.Create(context),
        GrantListCommands.CreateList(context),
        GrantListCommands.CreateShow(context),
        GrantSetCommand.Create(context),
        GrantEndCommands.CreateRotate(context),
        GrantEndCommands.CreateRevoke(context),
    }.WithExamples("baton grant add ci --server memory=strict --expires 30d", "baton grant revoke ci");

    public static Argument<string> Label() => new("LABEL") { Description = "What you call it." };
}
