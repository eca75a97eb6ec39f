using Baton.Cli.Application;
using Baton.Cli.Catalog;
using Baton.Cli.Catalog.Listing;
using Baton.Cli.Composition;
using Baton.Gateway.Pins;
using Baton.Gateway.Servers;

namespace Baton.Cli.Servers.Pins;

/// <summary>Has a registered server list its tools now, and takes the list in as the gateway would.</summary>
internal static class PinRefresh
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(CommandRun run, Operator opened, string server)
    {
        var config = (await opened.Gateway.Servers.ListAsync(run.Cancellation)).FirstOrDefault(config => config.Name == server)
            ?? throw new CliException(CliFailure.No("not_found", $"There is no registered server '{server}' to ask.", "'baton server list' shows them."));
        var listing = await ScanSources.ListAsync(new ScanSource.Registered(server), run, new ScanSettings(new ListingLimits(Time), [], []));
        if (listing.Incomplete) throw new CliException(CliFailure.Environment($"The server '{server}' did not list its tools to the end; nothing was taken in."));
        var book = new PinBook(opened.Gateway.Pins, opened.Audit, _ => new PinSubject(server, config.Review == ServerReview.First));
        await book.SeeAsync(server, PinKind.Tool, listing.List.Tools, isWhole: true, run.Cancellation);
    }
}
