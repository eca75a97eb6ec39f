using Baton.Cli.Application;
using Baton.Cli.Data;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Cli.Administration;

/// <summary>The store as the operator's commands open it: on the data folder, never over a wire.</summary>
internal static class AdministeredStore
{
    /// <exception cref="CliException">A running Baton was named: it does not offer this.</exception>
    public static async Task<SqliteMemoryStore> OpenAsync(CommandRun run)
    {
        var options = run.Context.Options;
        if (run.Has(options.Url))
        {
            throw new CliException(CliFailure.Usage("This works on a data folder, not over --baton-url.", "Run it on the machine that has the folder."));
        }
        return await SqliteMemoryStore.OpenAsync(Folder(run), run.Context.Time, run.Cancellation);
    }

    /// <summary>The data folder that the command works on.</summary>
    public static DataFolder Folder(CommandRun run)
        => DataPlace.Locate(run.Get(run.Context.Options.Data), run.Context.WorkingFolder, run.Context.Environment, PlatformFolders.Current);

    /// <summary>Who the operator is in provenance; the request id names this one command.</summary>
    public static Provenance Operator(CommandRun run, string operation)
    {
        var id = $"{operation}-{Guid.CreateVersion7(run.Context.Time.GetUtcNow()):N}";
        return new Provenance("operator", System.Environment.UserName, ProgramVersion.ClientName, ProgramVersion.Current, Session: null, id, operation);
    }
}
