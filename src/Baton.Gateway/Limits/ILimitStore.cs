using Baton.Memory.Storage;

namespace Baton.Gateway.Limits;

/// <summary>
/// The counters of all processes. Time in here never runs back: a clock that was set back is read as the latest instant seen.
/// </summary>
/// <exception cref="StoreUnavailableException">Any member, when the store cannot answer: the call is then denied as such.</exception>
public interface ILimitStore
{
    /// <summary>
    /// Uses up the approval and reserves the limits in one transaction. When this answers, it survives the death of the
    /// process; with an approval, of the machine.
    /// </summary>
    ValueTask<LimitAnswer> ReserveAsync(LimitDemand demand);

    /// <summary>
    /// Ends a call. Slots are freed; what was spent stays spent, unless the call never reached its server: then it is given
    /// back to the windows it was taken from, once. An approval stays used.
    /// </summary>
    ValueTask SettleAsync(LimitHold hold, bool reachedServer);

    /// <summary>Keeps the slots of calls under way from ending.</summary>
    ValueTask RenewAsync(IReadOnlyCollection<LimitHold> holds);
}
