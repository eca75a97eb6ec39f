using Baton.Cli.Composition;
using Baton.Gateway.Grants;
using Baton.Memory.Storage;

namespace Baton.Cli.Commands.Serving;

/// <summary>
/// The grant of a stdio connection, as it is now. One that was named ends the connection when it ends; <c>local</c> is for whoever
/// can open the data folder, so over stdio it always holds.
/// </summary>
internal sealed class StdioGrant : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly IGrantStore _grants;
    private readonly string _id;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended;
    private readonly ITimer? _look;

    private StdioGrant(IGrantStore grants, Grant grant, TimeProvider time, CancellationToken stop)
    {
        _grants = grants;
        _id = grant.Id;
        _time = time;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Caller = grant.ToCaller();
        if (_id != LocalGrant.Name) _look = time.CreateTimer(_ => _ = LookAsync(), null, LookEvery, LookEvery);
    }

    /// <summary>As it was at the start.</summary>
    public Caller Caller { get; }

    /// <summary>Cancelled when the grant ends, or the process is to stop.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Null when there is no such grant in force.</summary>
    public static async ValueTask<StdioGrant?> OpenAsync(Installation installation, string? label, TimeProvider time, CancellationToken stop)
    {
        var grant = label is null or LocalGrant.Name ? await installation.Grants.LocalAsync(stop) : await installation.GrantLabelledAsync(label, stop);
        return grant is not null && (grant.Id == LocalGrant.Name || grant.IsInForce(time.GetUtcNow())) ? new StdioGrant(installation.Grants, grant, time, stop) : null;
    }

    /// <summary>The caller of now; null when the grant has ended.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot tell.</exception>
    public async ValueTask<Caller?> RenewAsync()
        => await _grants.FindAsync(_id, CancellationToken.None) is { } grant && (_look is null || grant.IsInForce(_time.GetUtcNow())) ? grant.ToCaller() : null;

    public async ValueTask DisposeAsync()
    {
        if (_look is not null) await _look.DisposeAsync();
        _ended.Dispose();
    }

    private async Task LookAsync()
    {
        try
        {
            if (await RenewAsync() is null) await _ended.CancelAsync();
        }
        catch (Exception later) when (later is StoreUnavailableException or ObjectDisposedException)
        {
            // the next look decides; messages are refused meanwhile
        }
    }
}
