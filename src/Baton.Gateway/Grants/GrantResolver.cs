namespace Baton.Gateway.Grants;

/// <summary>
/// Turns what a connection shows into a caller. No token on loopback is the local grant; a token that is unknown, expired or
/// revoked is nobody, never the local grant.
/// </summary>
public sealed class GrantResolver(IGrantStore store, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    /// <summary>The caller of an HTTP request, or null for nobody.</summary>
    /// <param name="authorization">The header as it came; null when there is none.</param>
    /// <param name="isLocal">Whether the request came over loopback and was not forwarded there by somebody.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public async ValueTask<Caller?> ResolveAsync(string? authorization, bool isLocal, CancellationToken cancellationToken)
    {
        if (authorization is null) return isLocal ? await LocalAsync(cancellationToken) : null;
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        if (!GrantToken.TryParse(authorization[Scheme.Length..].Trim(), out var token)) return null;

        var grant = await store.FindAsync(token.Id, cancellationToken);
        var now = time.GetUtcNow();
        return grant is not null && token.Opens(grant, now) && grant.IsInForce(now) ? grant.ToCaller() : null;
    }

    /// <summary>The local grant's caller, or null when it has been revoked.</summary>
    public async ValueTask<Caller?> LocalAsync(CancellationToken cancellationToken)
        => await store.LocalAsync(cancellationToken) is { } grant && grant.IsInForce(time.GetUtcNow()) ? grant.ToCaller() : null;
}
