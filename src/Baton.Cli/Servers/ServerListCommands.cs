using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Composition;
using Baton.Cli.Output;
using Baton.Gateway.Governance;
using Baton.Gateway.Servers;

namespace Baton.Cli.Servers;

/// <summary><c>server list</c>, <c>show</c> and <c>remove</c>.</summary>
internal static class ServerListCommands
{
    public static Command CreateList(CliContext context)
    {
        var command = new Command("list", "List the registered servers; Baton's own is `memory`.");
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            var servers = await opened.Gateway.Servers.ListAsync(run.Cancellation);
            if (run.Json)
            {
                foreach (var server in servers) ServerPrinter.Write(run, server);
            }
            else if (servers.Count == 0) run.Error.WriteLine("No servers besides memory.");
            else
            {
                run.WriteTable(TextTable.Of(
                    [new("name", Fixed: true), new("kind", Fixed: true), new("review", Fixed: true), new("timeout", Fixed: true), new("where")],
                    servers.Select(server => ImmutableArray.Create(server.Name, ServerPrinter.Kind(server), ServerPrinter.Review(server), Spans.Write(server.Silence), ServerPrinter.Place(server)))));
            }
            return ExitCode.Done;
        }));
        return command.WithExamples("baton server list --json");
    }

    public static Command CreateShow(CliContext context)
    {
        var name = Name();
        var command = new Command("show", "Show one server; credentials are never shown.") { name };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            var servers = await opened.Gateway.Servers.ListAsync(run.Cancellation);
            if (servers.FirstOrDefault(server => server.Name == run.Get(name)) is not { } found) return MissingServer.Fail(run, run.Get(name)!);
            if (run.Json) ServerPrinter.Write(run, found);
            else Print(run, found);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton server show github");
    }

    public static Command CreateRemove(CliContext context)
    {
        var name = Name();
        var command = new Command("remove", "Forget a server and its credentials.") { name };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenToChangeAsync(run);
            if (!await opened.Gateway.Servers.RemoveAsync(run.Get(name)!, run.Cancellation)) return MissingServer.Fail(run, run.Get(name)!);
            await opened.RecordAsync(opened.Did("server_removed", $"The server '{run.Get(name)}' was removed.") with { Server = run.Get(name) });
            if (run.Json) run.WriteJson(json => json.WriteString("removed", run.Get(name)));
            else run.Out.WriteLine($"Removed {run.Get(name)}.");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton server remove github");
    }

    private static void Print(CommandRun run, ServerConfig server)
    {
        var lines = new (string Name, string Value)[]
        {
            ("name", server.Name), ("kind", ServerPrinter.Kind(server)), ("where", ServerPrinter.Place(server)),
            ("cwd", (server as ServerConfig.Stdio)?.WorkingFolder ?? ""), (server is ServerConfig.Http ? "headers" : "env", string.Join(", ", ServerPrinter.Secrets(server))),
            ("review", ServerPrinter.Review(server)), ("timeout", Spans.Write(server.Silence)), ("calling", string.Join(", ", server.MetaTools)),
            ("schemas", server.SkipsDialects ? "those in other dialects are skipped" : ""),
            ("category", string.Join(", ", server.Categories.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={CategoryWord.Of(pair.Value)}"))),
        };
        foreach (var (label, value) in lines.Where(line => line.Value.Length > 0)) run.Out.WriteLine(Printable.For(run.Context.Terminal, $"{label,-8} {value}"));
    }

    private static Argument<string> Name() => new("NAME") { Description = "The server." };
}
