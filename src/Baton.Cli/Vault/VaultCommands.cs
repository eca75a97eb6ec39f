using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Tools;
using Baton.Memory.Callers;
using Baton.Memory.Vault;

namespace Baton.Cli.Vault;

/// <summary><c>baton vault …</c>: handoffs and memories as files that people can read, grep, commit and edit.</summary>
internal static class VaultCommands
{
    private static readonly Option<string?> Folder = new("--vault")
    {
        HelpName = "DIR", Recursive = true, Description = "The vault's folder; else vaults/main in the data folder.",
    };

    public static Command Create(CliContext context)
    {
        var command = new Command("vault", "Handoffs and memories as Markdown files, and their edits back.") { Folder };
        command.Subcommands.Add(CreateSync(context));
        command.Subcommands.Add(CreateStatus(context));
        command.Subcommands.Add(VaultWatchCommand.Create(context));
        return command.WithExamples("baton vault sync", "baton vault status --json", "baton vault watch --vault ~/notes");
    }

    private static Command CreateSync(CliContext context)
    {
        var take = new Option<string?>("--take") { HelpName = "SIDE", Description = "Settle conflicts: file makes its edit the newest version; store replaces the file and keeps it under conflicts/." };
        take.AcceptOnlyFromAmong("file", "store");
        var command = new Command("sync", "Write what is new, and save edits of files as versions. Exit 1 when conflicts or problems are left.") { take };
        command.SetAction(context.Action(async run =>
        {
            var conflicts = run.Get(take) switch
            {
                "file" => VaultConflicts.TakeFile,
                "store" => VaultConflicts.TakeStore,
                _ => VaultConflicts.Leave,
            };
            var report = await RunAsync(run, conflicts, apply: true);
            VaultPrinter.Show(run, report, applied: true);
            return report.Count(VaultStep.Conflict) + report.Count(VaultStep.Problem) > 0 ? ExitCode.No : ExitCode.Done;
        }));
        return command.WithExamples("baton vault sync", "baton vault sync --take store", "baton vault sync --vault ~/notes");
    }

    private static Command CreateStatus(CliContext context)
    {
        var command = new Command("status", "Say what a sync would do, and write nothing.");
        command.SetAction(context.Action(async run =>
        {
            VaultPrinter.Show(run, await RunAsync(run, VaultConflicts.Leave, apply: false), applied: false);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton vault status");
    }

    private static async Task<VaultReport> RunAsync(CommandRun run, VaultConflicts conflicts, bool apply)
    {
        await using var tools = await OpenAsync(run);
        return await SyncOf(run, tools).RunAsync(CallerOf(tools), conflicts, apply, run.Cancellation);
    }

    internal static async Task<LocalTools> OpenAsync(CommandRun run)
        => run.Has(run.Context.Options.Url)
            ? throw new CliException(CliFailure.Usage("a vault lies beside its data folder.", "Leave --baton-url out and run it on the machine that holds the folder."))
            : await LocalTools.OpenAsync(run);

    internal static VaultSync SyncOf(CommandRun run, LocalTools tools)
        => new(tools.Installation.Store, tools.Installation.Memory, new VaultFolder(PathOf(run)), run.Context.Time);

    internal static string PathOf(CommandRun run)
        => run.Get(Folder) is { } given ? run.FullPath(given) : Path.Combine(run.DataFolder().Path, "vaults", "main");

    /// <summary>Edits are people's writes; the folder that the command runs in has nothing to do with them.</summary>
    internal static MemoryCaller CallerOf(LocalTools tools) => tools.Caller() with { Workspace = null };
}
