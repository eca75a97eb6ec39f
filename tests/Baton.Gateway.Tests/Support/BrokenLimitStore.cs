using Baton.Gateway.Limits;
using Baton.Memory.Storage;

namespace Baton.Gateway.Tests.Support;

/// <summary>Counters that cannot be reached: a full disk, a lost server.</summary>
internal sealed class BrokenLimitStore : ILimitStore
{
    public ValueTask<LimitAnswer> ReserveAsync(LimitDemand demand) => throw new StoreUnavailableException("The disk is full.");

    public ValueTask SettleAsync(LimitHold hold, bool reachedServer) => throw new StoreUnavailableException("The disk is full.");

    public ValueTask RenewAsync(IReadOnlyCollection<LimitHold> holds) => throw new StoreUnavailableException("The disk is full.");
}
