using System.Buffers.Text;
using System.Security.Cryptography;
using Baton.Memory.Outcomes;

namespace Baton.Gateway.Grants;

/// <summary>Makes, renews and ends grants, for the operator's commands and the admin API alike.</summary>
public sealed class GrantOffice(IGrantRegistry registry, TimeProvider time)
{
    private const string IdLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int IdLength = 10;
    private const int SecretBytes = 32;

    /// <summary>How long the old secret still opens a grant after a rotation, unless the operator says otherwise.</summary>
    public static TimeSpan DefaultOverlap { get; } = TimeSpan.FromHours(1);

    /// <summary>Makes a grant and its token.</summary>
    public async ValueTask<Outcome<IssuedGrant>> AddAsync(GrantDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (GrantRule.Check(draft) is { } refused) return refused;
        var secret = NewSecret();
        var grant = new Grant
        {
            Id = RandomNumberGenerator.GetString(IdLetters, IdLength),
            Label = draft.Label,
            Principal = draft.Principal ?? draft.Label,
            Secrets = [SecretOf(secret)],
            Servers = draft.Servers,
            Projects = draft.Projects,
            Roles = draft.Roles,
            Toolsets = draft.Toolsets.IsEmpty ? LocalGrant.Create().Toolsets : draft.Toolsets,
            Dialect = draft.Dialect,
            ExpiresAt = draft.Lifetime is { } lifetime ? time.GetUtcNow() + lifetime : null,
        };
        var added = await registry.AddAsync(grant, cancellationToken);
        return added.TryGet(out var stored, out var failure) ? Issue(stored, secret) : failure;
    }

    /// <summary>Gives a grant a new secret; the old one opens it until the overlap is over.</summary>
    public async ValueTask<Outcome<IssuedGrant>> RotateAsync(string label, TimeSpan overlap, CancellationToken cancellationToken)
    {
        var secret = NewSecret();
        var changed = await registry.ChangeAsync(label, grant => Rotate(grant, secret, overlap), cancellationToken);
        return changed.TryGet(out var stored, out var failure) ? Issue(stored, secret) : failure;
    }

    /// <summary>Ends a grant for good; repeating it changes nothing.</summary>
    public ValueTask<Outcome<Grant>> RevokeAsync(string label, CancellationToken cancellationToken)
        => registry.ChangeAsync(label, grant => grant with { RevokedAt = grant.RevokedAt ?? time.GetUtcNow(), Secrets = [] }, cancellationToken);

    /// <summary>Changes what a grant reaches and how it is spoken to, all of it or nothing; acts on the next message.</summary>
    public async ValueTask<Outcome<Grant>> SetAsync(string label, GrantChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return GrantRule.Check(change) is { } refused ? refused
            : await registry.ChangeAsync(label, grant => Known(grant) ?? Changed(grant, change), cancellationToken);
    }

    private static Outcome<Grant> Changed(Grant grant, GrantChange change)
        => change.Removed.FirstOrDefault(name => !grant.Servers.ContainsKey(name)) is { } missing
            ? new Failure(FailureCode.NotFound, $"The grant '{grant.Label}' does not reach the server '{missing}'.")
            : grant with
            {
                Servers = grant.Servers.SetItems(change.Put).RemoveRange(change.Removed),
                Dialect = change.Dialect is { } dialect ? dialect.Name : grant.Dialect,
            };

    private Outcome<Grant> Rotate(Grant grant, string secret, TimeSpan overlap)
    {
        if (Known(grant) is { } refused) return refused;
        if (grant.Id == LocalGrant.Name) return new Failure(FailureCode.Invalid, "The grant 'local' has no token to rotate.");
        var now = time.GetUtcNow();
        if (!grant.IsInForce(now)) return new Failure(FailureCode.Expired, $"The grant '{grant.Label}' expired on {grant.ExpiresAt:u}, so a new token would open nothing; revoke it and make a new one.");
        var kept = grant.Secrets
            .Where(old => old.ValidUntil is not { } end || now < end)
            .Select(old => old with { ValidUntil = old.ValidUntil is { } end && end < now + overlap ? end : now + overlap });
        return grant with { Secrets = [SecretOf(secret), .. overlap > TimeSpan.Zero ? kept : []] };
    }

    private static Failure? Known(Grant grant) => grant.RevokedAt is null
        ? null
        : new Failure(FailureCode.Expired, $"The grant '{grant.Label}' was revoked on {grant.RevokedAt:u}; {(grant.Id == LocalGrant.Name ? "it does not come back. Make one with a token under another label." : "make a new one.")}");

    private static IssuedGrant Issue(Grant grant, string secret) => new(grant, $"bt_{grant.Id}_{secret}");

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    private static GrantSecret SecretOf(string secret) => new([.. new GrantToken("", secret).Hash()]);
}
