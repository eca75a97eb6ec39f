using Baton.Gateway.Grants;
using Baton.TestSupport;

namespace Baton.Gateway.Tests.Grants;

public sealed class GrantResolverTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Dictionary<string, Grant> _grants = [];
    private Grant? _local = LocalGrant.Create();

    private GrantResolver Resolver => new(new Store(this), _time);

    private Grant Ci(params GrantSecret[] secrets) => _grants["g1"] = new Grant { Id = "g1", Label = "ci", Principal = "robot", Secrets = [.. secrets] };

    private static GrantSecret Secret(string secret, DateTimeOffset? until = null) => new([.. new GrantToken("g1", secret).Hash()], until);

    private ValueTask<Caller?> Resolve(string? authorization, bool isLocal = true) => Resolver.ResolveAsync(authorization, isLocal, CancellationToken.None);

    [Fact]
    public async Task Resolve_NoTokenOnLoopback_IsTheLocalGrant()
    {
        var caller = (await Resolve(null)).ShouldNotBeNull();

        caller.Grant.ShouldBe("local");
        caller.Servers.ShouldContainKey("memory");
        caller.Toolsets.ShouldNotContain("admin");
    }

    [Fact]
    public async Task Resolve_NoTokenFromElsewhere_IsNobody() => (await Resolve(null, isLocal: false)).ShouldBeNull();

    [Fact]
    public async Task Resolve_RevokedLocalGrant_IsNobody()
    {
        _local = LocalGrant.Create() with { RevokedAt = _time.GetUtcNow() };
        (await Resolve(null)).ShouldBeNull();
        _local = null;
        (await Resolve(null)).ShouldBeNull();
    }

    [Theory]
    [InlineData("Bearer bt_g1_s_with_underscores", true)]
    [InlineData("bearer bt_g1_s_with_underscores", true)]
    [InlineData("Bearer  bt_g1_s_with_underscores ", true)]
    [InlineData("Bearer bt_g1_wrong", false)]
    [InlineData("Bearer bt_g2_s_with_underscores", false)]
    [InlineData("Bearer bt_g1_", false)]
    [InlineData("Bearer bt__s", false)]
    [InlineData("Bearer xx_g1_s_with_underscores", false)]
    [InlineData("bt_g1_s_with_underscores", false)]
    [InlineData("Basic bt_g1_s_with_underscores", false)]
    [InlineData("", false)]
    public async Task Resolve_Token_OpensItsGrantOrNothing(string authorization, bool opens)
    {
        Ci(Secret("s_with_underscores"));

        var caller = await Resolve(authorization);

        if (opens) caller.ShouldNotBeNull().Principal.ShouldBe("robot");
        else caller.ShouldBeNull();
    }

    [Fact]
    public async Task Resolve_OverlongToken_IsNobody()
    {
        Ci(Secret(new string('s', 600)));
        (await Resolve("Bearer bt_g1_" + new string('s', 600))).ShouldBeNull();
    }

    [Fact]
    public async Task Resolve_ExpiredGrant_IsNobodyFromThatInstant()
    {
        _grants["g1"] = Ci(Secret("s")) with { ExpiresAt = _time.GetUtcNow() + TimeSpan.FromSeconds(1) };
        (await Resolve("Bearer bt_g1_s")).ShouldNotBeNull();

        _time.Advance(TimeSpan.FromSeconds(1));
        (await Resolve("Bearer bt_g1_s")).ShouldBeNull();
    }

    [Fact]
    public async Task Resolve_RevokedGrant_IsNobody()
    {
        _grants["g1"] = Ci(Secret("s")) with { RevokedAt = _time.GetUtcNow() };
        (await Resolve("Bearer bt_g1_s")).ShouldBeNull();
    }

    [Fact]
    public async Task Resolve_OldSecretAfterRotation_OpensUntilTheOverlapEnds()
    {
        Ci(Secret("new"), Secret("old", _time.GetUtcNow() + TimeSpan.FromHours(1)));
        (await Resolve("Bearer bt_g1_old")).ShouldNotBeNull();

        _time.Advance(TimeSpan.FromHours(1));
        (await Resolve("Bearer bt_g1_old")).ShouldBeNull();
        (await Resolve("Bearer bt_g1_new")).ShouldNotBeNull();
    }

    [Fact]
    public void GrantToken_AsText_HidesTheSecret() => new GrantToken("g1", "secret").ToString().ShouldBe("bt_g1_…");

    [Fact]
    public async Task LocalGrantStore_KnowsNoTokens()
    {
        var store = new LocalGrantStore();
        (await store.FindAsync("g1", CancellationToken.None)).ShouldBeNull();
        (await store.AnyAsync(CancellationToken.None)).ShouldBeFalse();
        (await store.LocalAsync(CancellationToken.None)).ShouldNotBeNull().Servers["memory"].ShouldBe(LocalGrant.Policy);
    }

    private sealed class Store(GrantResolverTests test) : IGrantStore
    {
        public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult(test._grants.GetValueOrDefault(id));

        public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => ValueTask.FromResult(test._local);

        public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(test._grants.Count > 0);
    }
}
