using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Clients;
using Baton.Cli.Clients.Editing;
using Baton.Cli.Data;
using Baton.Cli.Output;

namespace Baton.Cli.Commands;

/// <summary><c>baton client NAME</c>: prints, installs or removes a client's configuration.</summary>
internal static class ClientCommands
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string?>("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "One of the clients that --list shows." };
        name.CompletionSources.Add([.. ClientCatalogue.All.Select(client => client.Name)]);
        var list = new Option<bool>("--list") { Description = "List the clients, and which of them are on this machine." };
        var write = new Option<bool>("--write") { Description = "Write the configuration and the hooks into the client's files." };
        var undo = new Option<bool>("--undo") { Description = "Take out what --write put in." };
        var http = new Option<bool>("--http") { Description = "Let the client connect to a Baton that runs (--baton-url, else 127.0.0.1:4700)." };
        var stdio = new Option<bool>("--stdio") { Description = "Let the client start Baton itself (the default)." };
        var noHooks = new Option<bool>("--no-hooks") { Description = "Leave the client's hooks alone." };
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "The project of calls that name none; else the working folder's repository." };
        var agents = new Option<string?>("--agents-line") { HelpName = "FILE", Description = "Also add the lines for agents to this AGENTS.md or CLAUDE.md." };

        var command = new Command("client", "Connect a client: print its configuration, or install it with --write.")
        {
            name, list, stdio, http, write, undo, noHooks, project, agents,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(write) && result.GetValue(undo)) result.AddError("--write and --undo exclude each other.");
            if (result.GetValue(http) && result.GetValue(stdio)) result.AddError("--http and --stdio exclude each other.");
            var (isNamed, changes) = (result.GetValue(name) is not null, result.GetValue(write) || result.GetValue(undo));
            if (!isNamed && result.GetValue(agents) is null && !result.GetValue(list) && (changes || result.GetValue(http) || result.GetValue(stdio) || result.GetValue(noHooks) || result.GetValue(project) is not null))
            {
                result.AddError("NAME is missing for 'baton client': which client? `baton client --list` shows them.");
            }
            if (isNamed && result.GetValue(agents) is not null && !changes) result.AddError("--agents-line beside a client's NAME needs --write or --undo; without NAME it works alone.");
        });
        command.SetAction(context.Action(run => Task.FromResult(
            run.Get(list) || (run.Get(name) is null && run.Get(agents) is null)
                ? List(run)
                : Run(run, run.Get(name), new ClientWish(run.Get(http), run.Get(write), run.Get(undo), !run.Get(noHooks), run.Get(project), run.Get(agents))))));
        return command.WithExamples(
            "baton client claude-code --write",
            "baton client codex",
            "baton client vscode --http --write",
            "baton client cursor --undo",
            "baton client claude-code --write --agents-line CLAUDE.md");
    }

    private static ClientPlaces Places(CommandRun run) => new(PlatformFolders.Current, run.Context.Environment);

    private static int List(CommandRun run)
    {
        var places = Places(run);
        if (!run.Json)
        {
            run.WriteTable(TextTable.Of(
                [new("client", Fixed: true), new("name"), new("here", Fixed: true), new("configuration")],
                ClientCatalogue.All.Select(client => System.Collections.Immutable.ImmutableArray.Create(
                    client.Name, client.Title, client.IsPresent(places) ? "yes" : "no", client.ServersFile(places)))));
            return ExitCode.Done;
        }
        foreach (var client in ClientCatalogue.All)
        {
            run.WriteJson(json =>
            {
                json.WriteString("name", client.Name);
                json.WriteString("title", client.Title);
                json.WriteBoolean("present", client.IsPresent(places));
                json.WriteString("file", client.ServersFile(places));
                json.WriteBoolean("hooks", client.Hooks is not null);
            });
        }
        return ExitCode.Done;
    }

    private static int Run(CommandRun run, string? name, ClientWish wish)
    {
        var changes = new List<(string File, FileChange Change)>();
        try
        {
            if (name is not null)
            {
                if (ClientCatalogue.Find(name) is not { } client) return Unknown(run, name);
                var data = DataGiven(run);
                var program = LaunchCommand.Current(run.Context.Environment);
                ServerEntry entry = wish.Http ? HttpEntry(run, wish) : program.Entry(data, wish.Project);
                if (ClientInstaller.Edits(client, Places(run), entry, program.Command, Store(run, wish, data), wish.Hooks) is not { } edits)
                {
                    return run.FailUsage($"{client.Title} reaches servers over stdio only.", "Leave --http out.");
                }
                if (!wish.Write && !wish.Undo) return ClientPrinter.Print(run, client, edits);
                ClientInstaller.Check(edits, wish.Undo);
                if (wish.AgentsFile is { } line) ReadAgentsFile(run.FullPath(line));
                foreach (var edit in edits) changes.Add((edit.File, wish.Undo ? ClientInstaller.Undo(edit) : ClientInstaller.Apply(edit)));
            }
            if (wish.AgentsFile is { } agents) changes.Add(ChangeAgentsFile(run.FullPath(agents), wish.Undo));
        }
        catch (FormatException unreadable)
        {
            return run.Fail(CliFailure.Environment(unreadable.Message, "Nothing was written to it. Repair the file, or add what `baton client` prints by hand."));
        }
        ClientPrinter.PrintChanges(run, name is null ? null : ClientCatalogue.Find(name), changes, wish);
        return ExitCode.Done;
    }

    private static (string, FileChange) ChangeAgentsFile(string path, bool undo)
    {
        var old = ReadAgentsFile(path);
        if (old is null && undo) return (path, FileChange.Unchanged);
        var changed = undo ? AgentsLine.Remove(old!) : AgentsLine.Apply(old ?? "");
        if (changed == old) return (path, FileChange.Unchanged);
        new ConfigFile(path).Write(System.Text.Encoding.UTF8.GetBytes(changed));
        return (path, old is null ? FileChange.Created : FileChange.Changed);
    }

    /// <exception cref="FormatException">It is not UTF-8.</exception>
    private static string? ReadAgentsFile(string path) => new ConfigFile(path).Read() is { } bytes ? StrictText.Read(path, bytes) : null;

    private static string? DataGiven(CommandRun run)
        => run.GetOrEnvironment(run.Context.Options.Data, "BATON_DATA") is { } data ? run.FullPath(data) : null;

    private static HookStore Store(CommandRun run, ClientWish wish, string? data)
        => wish.Http && run.GetOrEnvironment(run.Context.Options.Url, "BATON_URL") is { } address ? HookStore.Remote(address, run.GetOrEnvironment(run.Context.Options.Token, "BATON_TOKEN"))
            : data is null ? HookStore.Default : HookStore.Folder(data);

    private static ServerEntry.Http HttpEntry(CommandRun run, ClientWish wish)
    {
        var address = run.GetOrEnvironment(run.Context.Options.Url, "BATON_URL") ?? "http://127.0.0.1:4700";
        var query = wish.Project is { } project ? $"?project={Uri.EscapeDataString(project)}" : "";
        return new ServerEntry.Http(Remote.BatonAddress.Endpoint(address) + query, run.GetOrEnvironment(run.Context.Options.Token, "BATON_TOKEN"));
    }

    private static int Unknown(CommandRun run, string name)
    {
        var nearest = UsageFailure.Nearest(name, ClientCatalogue.All.Select(client => client.Name));
        return run.FailUsage(
            $"unknown client '{name}'.",
            nearest is null ? "`baton client --list` shows the clients." : $"Did you mean '{nearest}'? `baton client --list` shows the clients.");
    }
}
