using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams;
using Baton.Gateway.Upstreams.BuiltIn;
using Baton.Memory.Server;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Cli.Composition;

/// <summary>
/// The parts of one Baton on one data folder, put together: the only place that knows which store stands behind which room.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly SqliteMemoryStore _store;

    private Installation(SqliteMemoryStore store, TimeProvider time, string version, Action<string> log)
    {
        _store = store;
        Memory = MemoryServer.Create(store, time);
        Grants = new LocalGrantStore();
        Pipeline = new MessagePipeline(new PipelineParts
        {
            Upstreams = new UpstreamDirectory([new BuiltInUpstream(Memory, new BuiltInOptions { Version = version })]),
            Judge = new LocalJudge(),
            OnFault = (step, fault) => log($"baton: step {step} failed: {fault.Message}"),
        });
    }

    public MemoryServer Memory { get; }

    public IGrantStore Grants { get; }

    public MessagePipeline Pipeline { get; }

    /// <summary>Opens the data folder, making what is missing.</summary>
    /// <param name="folder">Where the databases lie.</param>
    /// <param name="time">The clock of everything in it.</param>
    /// <param name="version">The program's, for <c>serverInfo</c>.</param>
    /// <param name="log">Takes a line for the operator.</param>
    /// <param name="cancellationToken">Looked at before anything is opened.</param>
    /// <exception cref="Baton.Memory.Storage.StoreUnavailableException">The folder cannot be used.</exception>
    public static async Task<Installation> OpenAsync(
        DataFolder folder, TimeProvider time, string version, Action<string> log, CancellationToken cancellationToken)
        => new(await SqliteMemoryStore.OpenAsync(folder, time, cancellationToken), time, version, log);

    /// <summary>Whether calls would be answered: null, or what is missing.</summary>
    public async ValueTask<string?> ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _store.ChangeStampAsync(cancellationToken);
            return null;
        }
        catch (IOException missing)
        {
            return missing.Message;
        }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
