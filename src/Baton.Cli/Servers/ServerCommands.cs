using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Servers.Pins;

namespace Baton.Cli.Servers;

/// <summary><c>baton server</c>: the servers behind the gateway.</summary>
internal static class ServerCommands
{
    public static Command Create(CliContext context) => new Command("server", "Register the servers that stand behind the gateway.")
    {
        ServerAddCommand.Create(context),
        ServerListCommands.CreateList(context),
        ServerListCommands.CreateShow(context),
        ServerListCommands.CreateRemove(context),
        ServerTestCommand.Create(context),
        ServerCategoryCommand.Create(context),
        ServerImportCommand.Create(context),
        PinCommands.CreatePins(context),
        PinCommands.CreateDiff(context),
        PinDecideCommands.CreateApprove(context),
        PinDecideCommands.CreateReject(context),
        PinDecideCommands.CreateTrust(context),
    }.WithExamples("baton server add github --url https://api.example.com/mcp --header \"Authorization=Bearer …\"", "baton server add files -- npx -y @modelcontextprotocol/server-filesystem ~/work");
}
