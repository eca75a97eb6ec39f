using Baton.Gateway.Approvals;
using Baton.Gateway.Grants;
using Baton.Gateway.Limits;
using Baton.Gateway.Locks;
using Baton.Gateway.Pins;
using Baton.Gateway.Policies;
using Baton.Gateway.Servers;
using Baton.Memory.Storage;

namespace Baton.Gateway.Stores;

/// <summary>
/// Everything that says who may do what, in one store shared by all processes of an installation. Implementations: SQLite,
/// later PostgreSQL; one contract suite tests them all.
/// </summary>
/// <exception cref="StoreUnavailableException">Any member, when the store cannot answer.</exception>
public interface IGatewayStore : IAsyncDisposable
{
    IGrantRegistry Grants { get; }

    IServerRegistry Servers { get; }

    IPolicyStore Policies { get; }

    ILimitStore Limits { get; }

    IApprovalStore Approvals { get; }

    IOperatorLockStore Lock { get; }

    IPinStore Pins { get; }

    /// <summary>
    /// Grows with every committed change of grants, servers or policies, by any process. Cheap enough to ask for every
    /// message, so that an edit acts on the next one.
    /// </summary>
    long Generation();
}
