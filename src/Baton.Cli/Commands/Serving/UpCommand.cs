using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Remote;
using Baton.Cli.Retention;
using Baton.Gateway.Edge.Http;

namespace Baton.Cli.Commands.Serving;

/// <summary><c>baton up</c>: the server, until it is stopped.</summary>
internal static class UpCommand
{
    public static Command Create(CliContext context)
    {
        var urls = new Option<string[]>("--urls")
        {
            HelpName = "URL", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [HttpHostOptions.DefaultUrl],
            Description = "Where to listen; port 0 takes a free one. May be repeated.",
        };
        Check(urls, url => ListenAddress.IsValid(url) ? null : $"'{url}' is no address to listen on; write it as http://127.0.0.1:4700.");
        var hosts = new Option<string[]>("--allow-host") { HelpName = "NAME", Description = "A further host name under which clients reach this Baton, on whatever port; may be repeated." };
        var origins = new Option<string[]>("--allow-origin") { HelpName = "ORIGIN", Description = "A further origin whose web pages may call it, as https://tools.example; may be repeated." };
        Check(hosts, AllowedHost.Refuse);
        Check(origins, AllowedOrigin.Refuse);
        var command = new Command("up", "Run the server: MCP over HTTP, on the data folder.") { urls, hosts, origins };
        command.SetAction(context.Action(async run =>
        {
            using var stop = new StopSignals(run.Cancellation);
            await using var installation = await run.OpenInstallationAsync();
            installation.StartBackfill(run.Error.WriteLine);
            await using var retention = RetentionJob.Start(installation.Store, run.DataFolder(), context.Time, run.Error.WriteLine);
            var options = new HttpHostOptions
            {
                Urls = [.. run.Get(urls)!.Select(url => url.TrimEnd('/'))],
                AllowedHosts = [.. run.Get(hosts) ?? []],
                AllowedOrigins = [.. run.Get(origins) ?? []],
                Time = context.Time,
                Ready = installation.ReadyAsync,
                Notes = installation.Notes,
                Metrics = installation.Metrics,
                Approvals = installation.Approvals,
                OnListening = addresses => Announce(run, addresses),
            };
            var result = await HttpHost.RunAsync(options, installation.Pipeline, installation.Grants, stop.Token);
            return result.Problem is { } problem ? run.FailEnvironment(problem) : ExitCode.Done;
        }));
        return command.WithExamples("baton up", "baton up --urls http://127.0.0.1:4800 --data ~/team-memory");
    }

    private static void Check(Option<string[]> option, Func<string, string?> refuse) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
        {
            if (refuse(token.Value) is { } problem) result.AddError(problem);
        }
    });

    private static void Announce(CommandRun run, IReadOnlyList<string> addresses)
    {
        var data = run.DataFolder().Path;
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                json.WriteStartArray("urls");
                foreach (var address in addresses) json.WriteStringValue(address);
                json.WriteEndArray();
                json.WriteString("endpoint", BatonAddress.Endpoint(addresses[0]));
                json.WriteString("data", data);
            });
            return;
        }
        foreach (var address in addresses) run.Out.WriteLine($"Baton listens on {BatonAddress.Endpoint(address)} (data: {data})");
        run.Out.WriteLine("Connect a client: baton client claude-code --write (or codex, cursor, vscode, gemini, claude-desktop)");
    }
}
