using System.Collections.Immutable;
using Baton.Gateway.Grants;
using Baton.Memory.Outcomes;
using Baton.TestSupport;

namespace Baton.Gateway.Tests.Grants;

/// <summary>What an operator's word makes of a grant, beside what it leaves alone, and the words of each refusal.</summary>
public sealed class GrantOfficeTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Registry _registry = new();
    private readonly GrantOffice _office;

    public GrantOfficeTests() => _office = new GrantOffice(_registry, _time);

    [Fact]
    public async Task Add_LeastThatIsAsked_IsItsOwnPrincipalWithEveryToolsetButAdmin_ForEver()
    {
        var issued = (await _office.AddAsync(Draft(), default)).Value;

        var grant = issued.Grant;
        (grant.Label, grant.Principal, grant.Dialect, grant.ExpiresAt, grant.RevokedAt).ShouldBe(("ci", "ci", null, null, null));
        grant.Toolsets.ShouldBe(["core", "more", "tasks", "agents", "archive"]);
        grant.Projects.ShouldBeEmpty();
        grant.Roles.ShouldBeEmpty();
        grant.Servers.ShouldBe(Draft().Servers);
    }

    [Fact]
    public async Task Add_AllThatIsAsked_IsKept_AndItsTimeBeginsNow()
    {
        var draft = Draft() with { Principal = "ada", Projects = ["atlas"], Roles = ["reviewer"], Toolsets = ["core", "admin"], Dialect = "ainote", Lifetime = TimeSpan.FromDays(30) };

        var grant = (await _office.AddAsync(draft, default)).Value.Grant;

        (grant.Principal, grant.Dialect, grant.ExpiresAt).ShouldBe(("ada", "ainote", _time.GetUtcNow().AddDays(30)));
        (grant.Projects.Single(), grant.Roles.Single(), string.Join(",", grant.Toolsets)).ShouldBe(("atlas", "reviewer", "core,admin"));
    }

    [Fact]
    public async Task Add_Token_HasTheFormThatIsDocumented_AndOnlyItsHashIsKept()
    {
        var issued = (await _office.AddAsync(Draft(), default)).Value;

        issued.Token.ShouldMatch("^bt_[a-z2-9]{10}_[A-Za-z0-9_-]{43}$");
        GrantToken.TryParse(issued.Token, out var token).ShouldBeTrue();
        token!.Id.ShouldBe(issued.Grant.Id);
        var kept = issued.Grant.Secrets.ShouldHaveSingleItem();
        kept.Hash.ShouldBe(token.Hash());
        kept.ValidUntil.ShouldBeNull();
    }

    [Fact]
    public async Task Add_ManyGrants_NeverShareAnIdOrASecret()
    {
        var issued = new List<IssuedGrant>();
        for (var number = 0; number < 200; number++) issued.Add((await _office.AddAsync(Draft() with { Label = $"ci{number}" }, default)).Value);

        issued.Select(one => one.Grant.Id).Distinct().Count().ShouldBe(200);
        issued.Select(one => one.Token[^43..]).Distinct().Count().ShouldBe(200);
    }

    [Fact]
    public async Task Add_WhatNoGrantCanBe_ReachesNoStore()
    {
        var failure = (await _office.AddAsync(Draft() with { Label = "local" }, default)).Failure.ShouldNotBeNull();

        (failure.Code, failure.Path, failure.Message).ShouldBe((FailureCode.Invalid, "/label", "The label 'local' belongs to this machine's own clients."));
        _registry.Grants.ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_LabelInUse_IsTheStoresRefusal()
    {
        await _office.AddAsync(Draft(), default);
        (await _office.AddAsync(Draft(), default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Duplicate);
    }

    [Fact]
    public async Task Rotate_WithOverlap_LetsBothIn_ThenTheNewOneAlone()
    {
        var old = (await _office.AddAsync(Draft(), default)).Value.Token;
        var current = (await _office.RotateAsync("ci", TimeSpan.FromMinutes(10), default)).Value.Token;

        (await OpensAsync(old), await OpensAsync(current)).ShouldBe((true, true));
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        (await OpensAsync(old), await OpensAsync(current)).ShouldBe((true, true));
        _time.Advance(TimeSpan.FromTicks(1));
        (await OpensAsync(old), await OpensAsync(current)).ShouldBe((false, true));
    }

    [Fact]
    public async Task Rotate_WithoutOverlap_EndsTheOldOneAtOnce()
    {
        var old = (await _office.AddAsync(Draft(), default)).Value.Token;
        var current = (await _office.RotateAsync("ci", TimeSpan.Zero, default)).Value.Token;

        (await OpensAsync(old), await OpensAsync(current)).ShouldBe((false, true));
        _registry.Grants["ci"].Secrets.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Rotate_DuringAnOverlap_NeverLengthensIt()
    {
        var first = (await _office.AddAsync(Draft(), default)).Value.Token;
        await _office.RotateAsync("ci", TimeSpan.FromMinutes(1), default);
        await _office.RotateAsync("ci", TimeSpan.FromHours(5), default);

        _time.Advance(TimeSpan.FromMinutes(1));

        (await OpensAsync(first)).ShouldBeFalse();
    }

    [Fact]
    public async Task Rotate_LeavesAllElseOfTheGrant()
    {
        var before = (await _office.AddAsync(Draft() with { Projects = ["atlas"], Lifetime = TimeSpan.FromDays(1) }, default)).Value.Grant;

        var after = (await _office.RotateAsync("ci", GrantOffice.DefaultOverlap, default)).Value.Grant;

        (after with { Secrets = before.Secrets }).ShouldBe(before);
        GrantOffice.DefaultOverlap.ShouldBe(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("local", "The grant 'local' has no token to rotate.")]
    [InlineData("revoked", "The grant 'revoked' was revoked on 2026-03-01 12:00:00Z; make a new one.")]
    [InlineData("expired", "The grant 'expired' expired on 2026-03-01 12:00:00Z, so a new token would open nothing; revoke it and make a new one.")]
    [InlineData("none", "There is no grant 'none'.")]
    public async Task Rotate_WhatHasNoUseOfAToken_SaysWhy(string label, string message)
    {
        Seed();
        (await _office.RotateAsync(label, TimeSpan.Zero, default)).Failure.ShouldNotBeNull().Message.ShouldBe(message);
    }

    [Fact]
    public async Task Revoke_IsForGood_AndASecondTimeChangesNothing()
    {
        var token = (await _office.AddAsync(Draft(), default)).Value.Token;
        var first = (await _office.RevokeAsync("ci", default)).Value;
        _time.Advance(TimeSpan.FromHours(1));
        var second = (await _office.RevokeAsync("ci", default)).Value;

        second.RevokedAt.ShouldBe(first.RevokedAt);
        second.Secrets.ShouldBeEmpty();
        (await OpensAsync(token)).ShouldBeFalse();
        (await _office.RotateAsync("ci", TimeSpan.Zero, default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Expired);
    }

    [Fact]
    public async Task Set_PutsAndTakesAway_AllOfItOrNothing()
    {
        await _office.AddAsync(Draft(), default);

        var changed = (await _office.SetAsync("ci", new GrantChange { Put = Servers(("files", "strict"), ("memory", "careful")) }, default)).Value;
        changed.Servers.ShouldBe(Servers(("files", "strict"), ("memory", "careful")), ignoreOrder: true);

        var refused = (await _office.SetAsync("ci", new GrantChange { Put = Servers(("notes", "p")), Removed = ["files", "web"] }, default)).Failure.ShouldNotBeNull();
        (refused.Code, refused.Message).ShouldBe((FailureCode.NotFound, "The grant 'ci' does not reach the server 'web'."));
        _registry.Grants["ci"].Servers.ShouldBe(changed.Servers, ignoreOrder: true);

        (await _office.SetAsync("ci", new GrantChange { Removed = ["files"] }, default)).Value.Servers.ShouldBe(Servers(("memory", "careful")));
    }

    [Fact]
    public async Task Set_ServerPutAndRemovedAtOnce_IsAskedWhich()
    {
        await _office.AddAsync(Draft(), default);
        var failure = (await _office.SetAsync("ci", new GrantChange { Put = Servers(("memory", "x")), Removed = ["memory"] }, default)).Failure.ShouldNotBeNull();
        (failure.Path, failure.Message).ShouldBe(("/servers", "The server 'memory' is to be put and removed at once."));
    }

    [Theory]
    [InlineData(false, null, "ainote")]
    [InlineData(true, null, null)]
    [InlineData(true, "ainote", "ainote")]
    public async Task Set_Dialect_ChangesOnlyWhenItIsNamed(bool isNamed, string? name, string? expected)
    {
        await _office.AddAsync(Draft() with { Dialect = "ainote" }, default);
        (await _office.SetAsync("ci", new GrantChange { Dialect = isNamed ? new NewDialect(name) : null }, default)).Value.Dialect.ShouldBe(expected);
    }

    [Theory]
    [InlineData("revoked", "The grant 'revoked' was revoked on 2026-03-01 12:00:00Z; make a new one.")]
    [InlineData("none", "There is no grant 'none'.")]
    public async Task Set_WhatIsNotInUse_SaysSo(string label, string message)
    {
        Seed();
        (await _office.SetAsync(label, new GrantChange { Put = Servers(("memory", "x")) }, default)).Failure.ShouldNotBeNull().Message.ShouldBe(message);
    }

    [Fact]
    public async Task Set_RevokedLocalGrant_IsToldThatItDoesNotComeBack()
    {
        _registry.Grants["local"] = LocalGrant.Create() with { RevokedAt = _time.GetUtcNow() };
        (await _office.SetAsync("local", new GrantChange { Put = Servers(("memory", "x")) }, default)).Failure.ShouldNotBeNull().Message
            .ShouldBe("The grant 'local' was revoked on 2026-03-01 12:00:00Z; it does not come back. Make one with a token under another label.");
    }

    private static GrantDraft Draft() => new() { Label = "ci", Servers = Servers(("memory", "local")) };

    private static ImmutableDictionary<string, string> Servers(params (string Server, string Policy)[] servers)
        => servers.ToImmutableDictionary(each => each.Server, each => each.Policy);

    private void Seed()
    {
        _registry.Grants["local"] = LocalGrant.Create();
        foreach (var label in (string[])["revoked", "expired"]) _registry.Grants[label] = new Grant { Id = label, Label = label, Principal = label };
        _registry.Grants["revoked"] = _registry.Grants["revoked"] with { RevokedAt = _time.GetUtcNow() };
        _registry.Grants["expired"] = _registry.Grants["expired"] with { ExpiresAt = _time.GetUtcNow() };
    }

    private async Task<bool> OpensAsync(string token) => await new GrantResolver(_registry, _time).ResolveAsync($"Bearer {token}", isLocal: false, default) is not null;

    private sealed class Registry : IGrantRegistry
    {
        public Dictionary<string, Grant> Grants { get; } = [];

        public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => new(Grants.Values.FirstOrDefault(grant => grant.Id == id));

        public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => FindAsync(LocalGrant.Name, cancellationToken);

        public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => new(Grants.Count > 0);

        public ValueTask<IReadOnlyList<Grant>> ListAsync(CancellationToken cancellationToken) => new([.. Grants.Values]);

        public ValueTask<Outcome<Grant>> AddAsync(Grant grant, CancellationToken cancellationToken)
        {
            Outcome<Grant> answer = Grants.TryAdd(grant.Label, grant) ? grant : new Failure(FailureCode.Duplicate, $"The label '{grant.Label}' is in use.");
            return new(answer);
        }

        public ValueTask<Outcome<Grant>> ChangeAsync(string label, Func<Grant, Outcome<Grant>> change, CancellationToken cancellationToken)
        {
            if (!Grants.TryGetValue(label, out var grant)) return new(new Failure(FailureCode.NotFound, $"There is no grant '{label}'."));
            var changed = change(grant);
            if (changed.TryGet(out var kept, out _)) Grants[label] = kept;
            return new(changed);
        }
    }
}
