using Baton.Cli.Application;
using Baton.Cli.Data;
using Baton.Storage.Folders;

namespace Baton.Cli.Composition;

/// <summary>Finds and opens the data folder that a command line names.</summary>
internal static class InstallationOpening
{
    /// <summary>The data folder of <c>--data</c>, <c>BATON_DATA</c> or the platform.</summary>
    public static DataFolder DataFolder(this CommandRun run)
        => DataPlace.Locate(run.Get(run.Context.Options.Data), run.Context.WorkingFolder, run.Context.Environment, PlatformFolders.Current);

    public static Task<Installation> OpenInstallationAsync(this CommandRun run)
        => Installation.OpenAsync(run.DataFolder(), run.Context.Environment, run.Context.Time, ProgramVersion.Current, run.Error.WriteLine, run.Cancellation);
}
