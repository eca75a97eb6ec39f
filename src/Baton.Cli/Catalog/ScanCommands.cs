using System.Collections.Immutable;
using System.CommandLine;
using Baton.Catalog.Classification;
using Baton.Catalog.Pins;
using Baton.Catalog.Recommendation;
using Baton.Cli.Application;
using Baton.Cli.Catalog.Reports;
using Baton.Memory.Text;

namespace Baton.Cli.Catalog;

/// <summary><c>baton scan</c>: what a server's tools can do, and the policy to start from.</summary>
internal static class ScanCommands
{
    public static Command Create(CliContext context)
    {
        var options = new ScanOptions();
        var command = new Command("scan", "Say what a server's tools can do, how bad it can get, and what policy to start from.");
        options.AddTo(command, context.Options.Json);
        command.SetAction(context.Action(run => RunAsync(run, options)));
        return command.WithExamples(
            "baton scan -- npx -y @modelcontextprotocol/server-filesystem /tmp",
            "baton scan tools.json --policy --profile strict",
            "baton scan --url https://example.com/mcp --html --output report.html",
            "baton scan tools.json --fail-on high --sarif --output scan.sarif",
            "baton scan tools.json --against snapshot.json");
    }

    private static async Task<int> RunAsync(CommandRun run, ScanOptions options)
    {
        if (options.Read(run, out var failure) is not { } request) return run.FailUsage(failure!);
        var listing = await ScanSources.ListAsync(request.Source, run, request.Settings);
        var verdicts = Classifier.Classify(listing.List.Tools, listing.Name);
        var recommendation = new RecommendationOptions { Profile = request.Profile };
        if (!listing.Folders.IsEmpty) recommendation = recommendation with { Folders = listing.Folders };
        if (!request.Folders.IsEmpty) recommendation = recommendation with { Folders = request.Folders };
        ImmutableArray<ToolDrift>? drifts = request.Snapshot is { } snapshot
            ? DefinitionDiff.Compare(ScanSources.ReadFile(InputFile.Locate(run, snapshot), snapshot).List.Tools, listing.List.Tools, listing.Name)
            : null;
        var report = new ScanReport(listing, verdicts, recommendation, drifts, run.Context.Time.GetUtcNow());
        ScanFaces.Write(run, report, request);
        return Answer(run, report, request);
    }

    private static int Answer(CommandRun run, ScanReport report, ScanRequest request)
    {
        if (report.Drifts?.Any(drift => drift.IsHeld || drift.Kind == DriftKind.Removed) == true)
        {
            return run.FailNo("drift", $"{Counted.Of(report.Drifts.Value.Length, "tool differs", "tools differ")} from the snapshot, the worst {report.Drifts.Value[0].Grade.ToString().ToLowerInvariant()}.");
        }
        if (request.FailOn is not { } severity || report.AtLeast(severity).ToArray() is not { Length: > 0 } found) return ExitCode.Done;
        return run.FailNo("severity", $"{Counted.Of(found.Length, "tool is", "tools are")} {Words.Of(severity)} or worse: {string.Join(", ", found.Take(8).Select(verdict => Baton.Catalog.Text.Printable.Of(verdict.Name)))}{(found.Length > 8 ? ", …" : "")}.");
    }
}
