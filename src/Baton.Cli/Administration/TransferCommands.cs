using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Memory.Administration;
using Baton.Memory.Text;
using Baton.Memory.Transfer;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Cli.Administration;

/// <summary><c>baton export</c> and <c>baton import</c> of Baton's own JSON Lines.</summary>
internal static class TransferCommands
{
    public static Command CreateExport(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Where to write; - for standard output.", DefaultValueFactory = _ => "-" };
        var command = new Command("export", "Write every version of everything as JSON Lines; importing it again gives the same store.") { file };
        command.SetAction(context.Action(async run =>
        {
            await using var store = await AdministeredStore.OpenAsync(run);
            var path = run.Get(file)!;
            var report = path == "-"
                ? await ExportAsync(run, store, run.Context.OpenOutput())
                : await WholeFile.WriteAsync(run.FullPath(path), target => ExportAsync(run, store, target));
            if (path != "-" && run.Json) run.WriteJson(json => TransferJson.Write(json, report));
            else run.Error.WriteLine($"baton: exported {Counted.Of(report.Records, "record")} in {Counted.Of(report.Versions, "version")}, {Counted.Of(report.Links, "link")}, {Counted.Of(report.Projects, "project")}.");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton export baton.jsonl", "baton export | gzip > baton.jsonl.gz");
    }

    public static Command CreateImport(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "An export of Baton, or another system's file, folder or address; - for standard input." };
        var from = new Option<string?>("--from") { HelpName = "SYSTEM", Description = $"Another system: {string.Join(", ", ForeignFormats.Names)}." };
        from.AcceptOnlyFromAmong([.. ForeignFormats.Names]);
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "With --from: the project that everything goes to." };
        var atomic = new Option<bool>("--atomic") { Description = "All or nothing; otherwise lines that cannot be imported are reported and the rest kept." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen and write nothing." };
        var command = new Command("import", "Read an export back; or bring in what another system kept; what is there already is passed over.") { file, from, project, atomic, dryRun };
        command.Validators.Add(result =>
        {
            // Only whether they are there: a value that is refused cannot be asked for.
            var (isForeign, isAtomic, isNamed) = (result.GetResult(from) is not null, result.GetResult(atomic) is { Implicit: false }, result.GetResult(project) is not null);
            if (isForeign && isAtomic) result.AddError("--atomic is for Baton's own exports; look first with --dry-run.");
            if (!isForeign && isNamed) result.AddError("--project needs --from: an export of Baton names its projects.");
        });
        command.SetAction(context.Action(async run =>
        {
            if (run.Get(from) is { } system) return await ForeignImportCommand.RunAsync(run, system, run.Get(file)!, run.Get(project), run.Get(dryRun));
            await using var input = await OpenAsync(run, run.Get(file)!, seekable: run.Get(atomic) || run.Get(dryRun));
            await using var store = await AdministeredStore.OpenAsync(run);
            var administration = new MemoryAdministration(store, run.Context.Time);
            var progress = new TransferProgressLine(run);
            var outcome = run.Get(atomic) || run.Get(dryRun)
                ? await administration.ImportAtOnceAsync(input, keep: !run.Get(dryRun), progress, run.Cancellation)
                : await administration.ImportAsync(input, progress, run.Cancellation);
            progress.Finish();
            return outcome.TryGet(out var report, out var failure)
                ? ShowImport(run, report, run.Get(dryRun), run.Get(atomic))
                : run.Fail(CliFailure.Of(failure));
        }));
        return command.WithExamples("baton import baton.jsonl", "baton import --dry-run baton.jsonl", "baton import --from m3 m3-export.json", "baton import --from sovereign ~/.sovereign --project atlas", "gunzip -c baton.jsonl.gz | baton import --atomic -");
    }

    private static async Task<TransferReport> ExportAsync(CommandRun run, Baton.Memory.Storage.IMemoryStore store, Stream target)
    {
        await using var output = new BufferedStream(target, 1 << 16);
        var progress = new TransferProgressLine(run);
        var report = await new MemoryAdministration(store, run.Context.Time).ExportAsync(output, progress, run.Cancellation);
        progress.Finish();
        return report;
    }

    private static async Task<Stream> OpenAsync(CommandRun run, string path, bool seekable)
    {
        if (path != "-")
        {
            return new FileStream(InputFile.Locate(run, path), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        var input = run.Context.OpenInput();
        if (!seekable) return input;
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await input.CopyToAsync(copy, run.Cancellation);
        copy.Position = 0;
        return copy;
    }

    public static int ShowImport(CommandRun run, TransferReport report, bool dryRun, bool atomic)
    {
        var nothing = dryRun || (atomic && report.Failed > 0);
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                json.WriteBoolean("imported", !nothing);
                TransferJson.Write(json, report);
            });
        }
        else
        {
            foreach (var error in report.Errors) run.Error.WriteLine($"baton: line {error.Line}: {Printable.Safe(error.Message)}");
            if (report.Failed > report.Errors.Count) run.Error.WriteLine($"baton: and {report.Failed - report.Errors.Count} more lines.");
            run.Out.WriteLine($"{(nothing ? "Would import" : "Imported")} {Counted.Of(report.Records, "record")} in {Counted.Of(report.Versions, "version")}, {Counted.Of(report.Links, "link")}, "
                + $"{Counted.Of(report.Projects, "project")}; {Counted.Of(report.Present, "line was", "lines were")} there already; {report.Failed} failed.");
            OutsideLinks.Say(run, report.Outside);
        }
        return report.Failed > 0 ? ExitCode.No : ExitCode.Done;
    }
}
