using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Memory.Text;
using Baton.Storage.Maintenance;

namespace Baton.Cli.Commands.Care;

/// <summary><c>baton backup FILE</c> and <c>baton restore FILE</c>.</summary>
internal static class BackupCommand
{
    public static Command CreateBackup(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Where the backup goes (a zip archive)." };
        var command = new Command("backup", "Copy the data folder into one file, while others work on it.") { file };
        command.SetAction(context.Action(async run =>
        {
            var target = run.FullPath(run.Get(file)!);
            var manifest = await SqliteBackup.BackUpAsync(run.DataFolder(), target, context.Time, Progress(run), run.Cancellation);
            return Report(run, "backed up", target, manifest);
        }));
        return command.WithExamples("baton backup memory-2026-11-21.zip");
    }

    public static Command CreateRestore(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A file that `baton backup` wrote." };
        var command = new Command("restore", "Bring a backup back into an empty data folder; what is there is never written over.") { file };
        command.SetAction(context.Action(async run =>
        {
            var source = InputFile.Locate(run, run.Get(file)!);
            var manifest = await SqliteRestore.RestoreAsync(source, run.DataFolder(), Progress(run), run.Cancellation);
            return Report(run, "restored", run.DataFolder().Path, manifest);
        }));
        return command.WithExamples("baton restore memory-2026-11-21.zip --data ~/restored");
    }

    private static Action<string>? Progress(CommandRun run) => run.Json ? null : name => run.Error.WriteLine($"{name}…");

    private static int Report(CommandRun run, string what, string where, BackupManifest manifest)
    {
        if (!run.Json)
        {
            run.Out.WriteLine($"{char.ToUpperInvariant(what[0])}{what[1..]}: {where} ({manifest.Files.Sum(file => file.Bytes):N0} bytes in {Counted.Of(manifest.Files.Length, "database")})");
            return ExitCode.Done;
        }
        run.WriteJson(json =>
        {
            json.WriteString("path", where);
            json.WriteString("created_at", manifest.CreatedAt);
            json.WriteStartArray("files");
            foreach (var file in manifest.Files)
            {
                json.WriteStartObject();
                json.WriteString("name", file.Name);
                json.WriteNumber("bytes", file.Bytes);
                json.WriteString("sha256", file.Sha256);
                json.WriteNumber("schema_version", file.SchemaVersion);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        return ExitCode.Done;
    }
}
