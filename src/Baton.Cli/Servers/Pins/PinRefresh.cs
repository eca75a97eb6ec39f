using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Pins;
using Baton.Gateway.Servers;
using Baton.Gateway.Upstreams.Probing;
using Baton.Gateway.Upstreams.Relays;

namespace Baton.Cli.Servers.Pins;

/// <summary>Has a registered server list what can be pinned now, and takes the lists in as the gateway would.</summary>
internal static class PinRefresh
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(CommandRun run, Operator opened, string server)
    {
        var config = (await opened.Gateway.Servers.ListAsync(run.Cancellation)).FirstOrDefault(config => config.Name == server)
            ?? throw new CliException(CliFailure.No("not_found", $"There is no registered server '{server}' to ask.", "'baton server list' shows them."));
        var report = await AskAsync(run, config);
        if (report.Problem is { } problem)
        {
            throw new CliException(CliFailure.Environment($"{problem.Message.TrimEnd('.')} ({problem.Step}); nothing was taken in.", ServerTestHint.For(config, problem)));
        }
        var book = new PinBook(opened.Gateway.Pins, opened.Audit, _ => new PinSubject(server, config.Review == ServerReview.First));
        foreach (var (kind, listed) in report.Definitions.OrderBy(pair => pair.Key)) await book.SeeAsync(server, kind, listed, isWhole: true, run.Cancellation);
    }

    private static async Task<ProbeReport> AskAsync(CommandRun run, ServerConfig config)
    {
        var log = TextWriter.Synchronized(run.Error);
        var upstream = RegisteredServer.Open(config, new RelayOptions { Requests = new NoServerRequests("Nobody is there to answer."), Log = log.WriteLine, Time = run.Context.Time });
        await using var closing = (IAsyncDisposable)upstream;
        using var limit = new CancellationTokenSource(Most, run.Context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation, limit.Token);
        try
        {
            return await new ServerProbe(upstream, ProgramVersion.Current, run.Context.Time).RunAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !run.Cancellation.IsCancellationRequested)
        {
            throw new CliException(CliFailure.Environment($"The server '{config.Name}' was not done listing after {Most.TotalMinutes:0} minutes; nothing was taken in."));
        }
    }
}
