using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Output;
using Baton.Cli.Policies;
using Baton.Gateway.Servers;

namespace Baton.Cli.Servers;

/// <summary><c>server import</c>: takes over the servers of a client's own configuration file.</summary>
internal static class ServerImportCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A client's file with `mcpServers` (or `servers`); `-` is standard input." };
        var replace = new Option<bool>("--replace") { Description = "Take the place of servers of the same names." };
        var command = new Command("import", "Register the servers that a client's file names.") { file, replace };
        command.SetAction(context.Action(async run =>
        {
            var import = ServerImportReader.Read(await PolicyFile.ReadAsync(run, run.Get(file)!));
            if (import.IsUnreadable) return run.Fail(CliFailure.Usage($"{run.Get(file)}: {import.Problems[0]}", "Give a client's file, such as {\"mcpServers\": {\"files\": {\"command\": \"npx\", \"args\": [\"…\"]}}}."));
            foreach (var problem in import.Problems) run.Error.WriteLine(Printable.Safe($"baton: note: {problem}"));
            if (import.Servers.Count == 0) return run.FailNo("invalid", $"{run.Get(file)} names no server that can be taken over.");
            foreach (var server in import.Servers)
            {
                if (ServerRule.Check(server) is { } refused) return run.Fail(CliFailure.Of(refused));
            }
            await using var opened = await Operator.OpenToChangeAsync(run);
            var taken = await opened.Gateway.Servers.PutAsync([.. import.Servers], run.Get(replace), run.Cancellation);
            if (taken.Count > 0) return run.FailNo("duplicate", $"There are servers of these names already: {string.Join(", ", taken)}. Nothing was imported.", "Give --replace to take their place.");
            foreach (var server in import.Servers)
            {
                await opened.RecordAsync(opened.Did("server_added", $"The server '{server.Name}' was imported ({ServerPrinter.Kind(server)}).") with { Server = server.Name });
                if (run.Json) ServerPrinter.Write(run, server);
                else run.WriteLine($"Server {server.Name}: {ServerPrinter.Place(server)}");
            }
            return ExitCode.Done;
        }));
        return command.WithExamples("baton server import ~/.cursor/mcp.json", "baton server import claude_desktop_config.json --replace");
    }
}
