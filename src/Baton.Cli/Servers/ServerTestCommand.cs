using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Composition;
using Baton.Gateway.Grants;
using Baton.Gateway.Servers;
using Baton.Gateway.Upstreams.Probing;
using Baton.Gateway.Upstreams.Relays;

namespace Baton.Cli.Servers;

/// <summary><c>server test</c>: opens a registered server as the gateway would, and shows what it offers or what is wrong.</summary>
internal static class ServerTestCommand
{
    private const string Usual = "60s";
    private const long LongestSeconds = 3600;

    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The server." };
        var timeout = new Option<string>("--timeout") { HelpName = "SPAN", DefaultValueFactory = _ => Usual, Description = "How long it may take altogether: 30s, 2m." };
        var command = new Command("test", "Open a registered server and list what it offers; exit 1 says what is wrong.") { name, timeout };
        command.SetAction(context.Action(async run =>
        {
            var seconds = Spans.ParseSeconds(run.Get(timeout)!);
            if (seconds is not (> 0 and <= LongestSeconds)) return run.FailUsage($"--timeout: '{run.Get(timeout)}' is no time from 1s to 1h.");
            if (await FindAsync(run, run.Get(name)!) is not { } server) return Missing(run, run.Get(name)!);
            return await TestAsync(run, server, TimeSpan.FromSeconds(seconds.Value));
        }));
        return command.WithExamples("baton server test github", "baton server test files --timeout 3m --json");
    }

    private static async Task<ServerConfig?> FindAsync(CommandRun run, string name)
    {
        await using var opened = await Operator.OpenAsync(run);
        return (await opened.Gateway.Servers.ListAsync(run.Cancellation)).FirstOrDefault(server => server.Name == name);
    }

    private static async Task<int> TestAsync(CommandRun run, ServerConfig server, TimeSpan most)
    {
        var log = TextWriter.Synchronized(run.Error);
        var upstream = RegisteredServer.Open(server, new RelayOptions
        {
            Requests = new NoServerRequests("A test answers no requests."),
            Log = line => log.WriteLine(line),
            Time = run.Context.Time,
        });
        await using var closing = (IAsyncDisposable)upstream;
        using var limit = new CancellationTokenSource(most, run.Context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation, limit.Token);
        try
        {
            var report = await new ServerProbe(upstream, ProgramVersion.Current, run.Context.Time).RunAsync(either.Token);
            if (report.Problem is { } problem) return run.FailNo(problem.Cause ?? "refused", $"{problem.Message.TrimEnd('.')} ({problem.Step}).", ServerTestHint.For(server, problem));
            ServerTestPrinter.Print(run, server, report);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !run.Cancellation.IsCancellationRequested)
        {
            return run.FailNo("timeout", $"The server '{server.Name}' was not done after {most.TotalSeconds:0} s.", "Give it longer with --timeout, or look at its own log.");
        }
    }

    private static int Missing(CommandRun run, string name) => name == LocalGrant.Server
        ? run.FailNo("not_found", "'memory' is Baton's own server and needs no test; 'baton doctor' examines its data.")
        : MissingServer.Fail(run, name);
}
