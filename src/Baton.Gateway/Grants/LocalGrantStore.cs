namespace Baton.Gateway.Grants;

/// <summary>The store of an installation that has no grants but the local one: every token is unknown to it.</summary>
public sealed class LocalGrantStore : IGrantStore
{
    private readonly Grant _local = LocalGrant.Create();

    public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult<Grant?>(null);

    public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => ValueTask.FromResult<Grant?>(_local);

    public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);
}
