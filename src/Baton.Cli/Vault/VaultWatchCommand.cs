using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Memory.Vault;

namespace Baton.Cli.Vault;

/// <summary><c>vault watch</c>: syncs whenever a file or the store has changed, until it is stopped.</summary>
internal static class VaultWatchCommand
{
    /// <summary>How often is looked; edits that come closer together are synced together.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    public static Command Create(CliContext context)
    {
        var command = new Command("watch", "Mirror and save edits as they happen, until stopped.");
        command.SetAction(context.Action(async run =>
        {
            using var stop = new StopSignals(run.Cancellation);
            await using var tools = await VaultCommands.OpenAsync(run);
            var sync = VaultCommands.SyncOf(run, tools);
            var edited = 1;
            using var watcher = new FileSystemWatcher(VaultCommands.PathOf(run)) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => Volatile.Write(ref edited, 1);
            watcher.Created += (_, _) => Volatile.Write(ref edited, 1);
            watcher.Deleted += (_, _) => Volatile.Write(ref edited, 1);
            watcher.Renamed += (_, _) => Volatile.Write(ref edited, 1);
            watcher.Error += (_, _) => Volatile.Write(ref edited, 1);
            watcher.EnableRaisingEvents = true;
            var seen = -1L;
            IReadOnlyList<VaultEvent> told = [];
            using var timer = new PeriodicTimer(Every, run.Context.Time);
            try
            {
                do
                {
                    var stamp = await tools.Installation.Store.ChangeStampAsync(stop.Token);
                    if (Interlocked.Exchange(ref edited, 0) == 0 && stamp == seen) continue;
                    seen = stamp;
                    var report = await sync.RunAsync(VaultCommands.CallerOf(tools), VaultConflicts.Leave, apply: true, stop.Token);
                    // A conflict that stays is told once, not at every look.
                    foreach (var one in report.Events.Where(one => !told.Contains(one))) VaultPrinter.Tell(run, one);
                    told = [.. report.Events.Where(one => one.Why is not null)];
                }
                while (await timer.WaitForNextTickAsync(stop.Token));
            }
            catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
            {
                return ExitCode.Done;
            }
            return ExitCode.Done;
        }));
        return command.WithExamples("baton vault watch", "baton vault watch --vault ~/notes");
    }
}
