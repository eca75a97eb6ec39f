using Baton.Gateway.Keys;
using Baton.Gateway.Stores;
using Baton.TestSupport;

namespace Baton.Storage.Tests.Gateway;

/// <summary>What every gateway store must do; one part of it is one derived suite.</summary>
public abstract class GatewayStoreContract
{
    protected ManualTimeProvider Time { get; } = new();

    protected GatewayKeys Keys { get; } = new(KeyMaterial.New());

    /// <summary>Opens the one store of this test; a second opening is another process.</summary>
    protected abstract IGatewayStore Open(GatewayKeys? keys = null);
}
