using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Storage.Maintenance;

namespace Baton.Cli.Commands.Care;

/// <summary>The databases: every page, index, body and version.</summary>
internal static class StoreExamination
{
    public static IEnumerable<Finding> Run(CommandRun run)
    {
        var folder = run.DataFolder();
        if (!Directory.Exists(folder.Path)) yield break;
        foreach (var result in IntegrityCheck.Run(folder, progress: null, run.Cancellation))
        {
            yield return result.IsSound
                ? new($"{result.File} {result.Check}", FindingState.Good, "sound")
                : new($"{result.File} {result.Check}", FindingState.Bad, string.Join("; ", result.Problems), Remedy(result));
        }
    }

    private static string Remedy(CheckResult result) => result.IsDiskFull
        ? "Free some space; the databases are as they were."
        : "Stop Baton, keep a copy of the folder, and restore the last good backup into a new one.";
}
