using Baton.Cli.Application;
using Baton.Cli.Configuration;
using Baton.Cli.Output;
using Baton.Memory.Administration;
using Baton.Memory.Callers;
using Baton.Memory.Text;
using Baton.Memory.Transfer;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Cli.Administration;

/// <summary><c>baton import --from SYSTEM</c>: what another system kept, through the rules that hold for every write.</summary>
internal static class ForeignImportCommand
{
    public static async Task<int> RunAsync(CommandRun run, string format, string source, string? project, bool dryRun)
    {
        var files = await ForeignSource.OpenAsync(run, format, source);
        if (files.Count == 0) throw new CliException(CliFailure.Usage($"{source} holds no file of {format}.", "Name the file or folder that the system writes; docs/import.md says which."));
        await using var store = await AdministeredStore.OpenAsync(run);
        var progress = new TransferProgressLine(run);
        var request = new ForeignRequest(format, files, new ForeignOptions(project, DialectConfiguration.Read(AdministeredStore.Folder(run)).AinoteZone), dryRun);
        var importer = Importer(run, format);
        var report = await new MemoryAdministration(store, run.Context.Time).ImportForeignAsync(request, importer, progress, run.Cancellation);
        progress.Finish();
        Show(run, report, dryRun || report.Versions + report.Links == 0 ? null : importer.RequestId, dryRun);
        return report.Failed > 0 ? ExitCode.No : ExitCode.Done;
    }

    /// <summary>The operator, with the system as client, so that provenance says where a record came from.</summary>
    private static MemoryCaller Importer(CommandRun run, string format)
    {
        var by = AdministeredStore.Operator(run, "import");
        return new MemoryCaller { Grant = by.Grant, Principal = by.Principal, ClientName = $"import-{format}", ClientVersion = by.ClientVersion, RequestId = by.RequestId };
    }

    /// <param name="run">The command.</param>
    /// <param name="report">What was done.</param>
    /// <param name="name">Names the import in the provenance of all that it wrote; null when it wrote nothing.</param>
    /// <param name="dryRun">Whether it was only looked at.</param>
    private static void Show(CommandRun run, TransferReport report, string? name, bool dryRun)
    {
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                json.WriteBoolean("imported", !dryRun);
                if (name is not null) json.WriteString("import", name);
                TransferJson.Write(json, report);
                json.WriteNumber("deleted", report.Deleted);
            });
            return;
        }
        foreach (var error in report.Errors) run.Error.WriteLine($"baton: {Printable.Safe(error.Message)}");
        if (report.Failed > report.Errors.Count) run.Error.WriteLine($"baton: and {report.Failed - report.Errors.Count} more.");
        run.Out.WriteLine($"{(dryRun ? "Would import" : "Imported")} {Counted.Of(report.Records, "record")} in {Counted.Of(report.Versions, "version")}, {Counted.Of(report.Links, "link")}; "
            + $"{report.Present} were there already{(report.Deleted > 0 ? $" ({report.Deleted} of them deleted here, and left so)" : "")}; {report.Failed} failed.");
        if (name is not null) run.Out.WriteLine($"Undo this import with: baton rewind --rewind {name} --apply");
    }
}
