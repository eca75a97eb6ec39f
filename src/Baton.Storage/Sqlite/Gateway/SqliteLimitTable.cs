using Baton.Gateway.Limits;
using Baton.Memory.Storage;
using Baton.Policy.Limits;
using Baton.Storage.Sqlite.Commits;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Counters in <c>gateway.db</c>, shared by every process of the machine.</summary>
internal sealed class SqliteLimitTable(GatewayFile file, StoreClock clock) : ILimitStore
{
    /// <summary>No call lives so long that its hold could be given back again after this.</summary>
    private static readonly TimeSpan ReturnMemory = TimeSpan.FromDays(2);

    public async ValueTask<LimitAnswer> ReserveAsync(LimitDemand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        // An approval must not come back after loss of power: its use waits for the disk.
        var isFast = demand.ApprovalId is null;
        try
        {
            return await (isFast ? file.Fast : file.Durable).RunAsync(new LimitReserve(demand, clock, isFast ? file.Memory : null));
        }
        catch (FormatException broken)
        {
            throw new StoreUnavailableException($"A counter cannot be read: {broken.Message}", broken);
        }
    }

    public async ValueTask SettleAsync(LimitHold hold, bool reachedServer)
    {
        ArgumentNullException.ThrowIfNull(hold);
        if (hold.Tickets.IsEmpty || (reachedServer && !hold.HasLeases)) return;
        await file.Fast.RunAsync(new CommitWork<bool>(connection => Settle(connection, hold, reachedServer)));
    }

    public async ValueTask RenewAsync(IReadOnlyCollection<LimitHold> holds) => await file.Fast.RunAsync(new CommitWork<bool>(connection =>
    {
        var now = clock.Now(connection, file.Memory);
        foreach (var hold in holds) LimitLeases.Renew(connection, hold.Id, now);
        return true;
    }));

    private bool Settle(Connection connection, LimitHold hold, bool reachedServer)
    {
        if (hold.HasLeases) LimitLeases.Free(connection, hold.Id);
        if (reachedServer || !IsFirstReturn(connection, hold)) return false;
        foreach (var ticket in hold.Tickets)
        {
            if (ticket.IsLease) continue;
            var state = LimitWindows.Read(connection, ticket.Key);
            var rest = WindowArithmetic.Release(state, new AdmissionTicket(ticket.Index, ticket.Cost));
            LimitWindows.Change(connection, ticket.Key, rest);
            file.Memory.Put(ticket.Key, rest);
        }
        return true;
    }

    private bool IsFirstReturn(Connection connection, LimitHold hold)
    {
        var now = clock.Now(connection, file.Memory);
        using (var old = connection.Prepare("DELETE FROM limit_returns WHERE time < ?")) old.Bind(now - ReturnMemory).Run();
        using var insert = connection.Prepare("INSERT OR IGNORE INTO limit_returns (hold, time) VALUES (?, ?)");
        insert.Bind(hold.Id.ToByteArray()).Bind(now).Run();
        return connection.Changes == 1;
    }
}
