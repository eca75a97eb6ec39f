using Baton.Gateway.Approvals;
using Baton.Gateway.Grants;
using Baton.Gateway.Keys;
using Baton.Gateway.Limits;
using Baton.Gateway.Locks;
using Baton.Gateway.Pins;
using Baton.Gateway.Policies;
using Baton.Gateway.Servers;
using Baton.Gateway.Stores;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Who may do what, in <c>gateway.db</c>, shared safely by every process that opens the folder.</summary>
public sealed class SqliteGatewayStore : IGatewayStore
{
    private readonly GatewayFile _file;

    private SqliteGatewayStore(GatewayFile file, GatewayKeys keys, TimeProvider time, Action<ClockJump>? clockJumped)
    {
        _file = file;
        var grants = new SqliteGrantTable(file, time);
        var policies = new SqlitePolicyTable(file, time);
        Grants = grants;
        Policies = policies;
        Servers = new SqliteServerTable(file, keys, time);
        Lock = new SqliteOperatorLock(file);
        Pins = new SqlitePinTable(file, time);
        Limits = new SqliteLimitTable(file, new StoreClock(new ClockWatch(time, clockJumped)));
        Approvals = new SqliteApprovalTable(file, keys, new StoreClock(new ClockWatch(time, null)), time);
        FirstStart.Run(file, grants, policies);
    }

    public IGrantRegistry Grants { get; }

    public IServerRegistry Servers { get; }

    public IPolicyStore Policies { get; }

    public ILimitStore Limits { get; }

    public IApprovalStore Approvals { get; }

    public IOperatorLockStore Lock { get; }

    public IPinStore Pins { get; }

    /// <summary>Opens the store, making folder, file and the grant <c>local</c> when there are none.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="keys">Protect credentials.</param>
    /// <param name="time">Gives what is written its time.</param>
    /// <param name="clockJumped">Hears of a clock that jumped forward, which empties windows.</param>
    /// <exception cref="StoreUnavailableException">It cannot be used; the message says why and what to do.</exception>
    public static SqliteGatewayStore Open(DataFolder folder, GatewayKeys keys, TimeProvider time, Action<ClockJump>? clockJumped = null)
    {
        var data = DataFile.Open(folder, Schemas.Gateway, new Patience(time));
        try
        {
            return new SqliteGatewayStore(new GatewayFile(data, time), keys, time, clockJumped);
        }
        catch (SqliteError error)
        {
            data.Dispose();
            throw error.Explain();
        }
    }

    public long Generation() => _file.Generations.Configuration;

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
