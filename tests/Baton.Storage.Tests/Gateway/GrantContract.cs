using System.Collections.Immutable;
using Baton.Gateway.Grants;
using Baton.Memory.Outcomes;

namespace Baton.Storage.Tests.Gateway;

/// <summary>What every store must do with grants.</summary>
public abstract class GrantContract : GatewayStoreContract
{
    private static readonly ImmutableDictionary<string, string> Files = ImmutableDictionary<string, string>.Empty.Add("files", "open");

    private static readonly GrantDraft Ci = new()
    {
        Label = "ci",
        Principal = "builder",
        Servers = ImmutableDictionary<string, string>.Empty.Add("memory", "strict"),
        Projects = ["baton"],
        Roles = ["reviewer"],
        Lifetime = TimeSpan.FromDays(30),
    };

    [Fact]
    public async Task Open_FirstTime_MakesTheLocalGrantAndItsPolicy()
    {
        await using var store = Open();

        var local = (await store.Grants.LocalAsync(default)).ShouldNotBeNull();

        local.Servers.ShouldBe(LocalGrant.Create().Servers);
        local.Secrets.ShouldBeEmpty();
        local.Toolsets.ShouldNotContain("admin");
        (await store.Policies.GetAsync(LocalGrant.Policy, null, default)).Value.Text.ShouldBe("""{"version":"1","default":"allow","tools":{}}""");
    }

    [Fact]
    public async Task Open_AfterLocalWasRevoked_DoesNotMakeItAgain()
    {
        await using (var store = Open()) await new GrantOffice(store.Grants, Time).RevokeAsync("local", default);

        await using var again = Open();

        (await again.Grants.LocalAsync(default)).ShouldNotBeNull().IsInForce(Time.GetUtcNow()).ShouldBeFalse();
    }

    [Fact]
    public async Task Add_Grant_IsFoundByItsIdInAnotherProcess()
    {
        await using var one = Open();
        await using var two = Open();

        var issued = (await new GrantOffice(one.Grants, Time).AddAsync(Ci, default)).Value;

        var found = (await two.Grants.FindAsync(issued.Grant.Id, default)).ShouldNotBeNull();
        (found.Label, found.Principal, found.RevokedAt).ShouldBe(("ci", "builder", null));
        found.Secrets.Single().Hash.ShouldBe(issued.Grant.Secrets.Single().Hash);
        found.Servers.ShouldBe(Ci.Servers);
        found.Projects.ShouldBe(Ci.Projects);
        found.Roles.ShouldBe(Ci.Roles);
        found.Toolsets.ShouldBe(LocalGrant.Create().Toolsets);
        found.ExpiresAt.ShouldBe(Time.GetUtcNow().AddDays(30));
        (await new GrantResolver(two.Grants, Time).ResolveAsync($"Bearer {issued.Token}", false, default)).ShouldNotBeNull().Grant.ShouldBe("ci");
    }

    [Fact]
    public async Task Dialect_OfAGrant_IsKeptChangedAndCarriedToTheCaller()
    {
        await using var store = Open();
        var office = new GrantOffice(store.Grants, Time);
        var issued = (await office.AddAsync(Ci with { Dialect = "sovereign" }, default)).Value;

        var found = (await store.Grants.FindAsync(issued.Grant.Id, default)).ShouldNotBeNull();
        (found.Dialect, found.ToCaller().Dialect).ShouldBe(("sovereign", "sovereign"));
        (await office.SetAsync("ci", new GrantChange { Dialect = new NewDialect("loaditout") }, default)).Value.Dialect.ShouldBe("loaditout");
        (await office.SetAsync("ci", new GrantChange { Dialect = new NewDialect("klingon") }, default)).Failure!.Path.ShouldBe("/dialect");
        (await office.SetAsync("ci", new GrantChange { Dialect = new NewDialect(null) }, default)).Value.Dialect.ShouldBeNull();
        (await office.AddAsync(Ci with { Label = "other", Dialect = "klingon" }, default)).Failure!.Code.ShouldBe(FailureCode.Invalid);
    }

    [Fact]
    public async Task CreatedAt_OfAGrant_IsWhenItWasAdded_WhateverChangesAfterwards()
    {
        await using var store = Open();
        var office = new GrantOffice(store.Grants, Time);
        var made = Time.GetUtcNow();
        var issued = (await office.AddAsync(Ci, default)).Value.Grant;
        (issued.CreatedAt, issued.ToCaller().GrantedAt).ShouldBe((made, made));
        Time.Advance(TimeSpan.FromHours(3));
        await office.RotateAsync("ci", TimeSpan.Zero, default);
        await office.SetAsync("ci", new GrantChange { Put = Files }, default);
        (await store.Grants.FindAsync(issued.Id, default)).ShouldNotBeNull().CreatedAt.ShouldBe(made);
        await office.RevokeAsync("ci", default);
        var next = (await office.AddAsync(Ci, default)).Value.Grant;
        (await store.Grants.FindAsync(next.Id, default)).ShouldNotBeNull().ToCaller().GrantedAt.ShouldBe(made.AddHours(3));
        (await store.Grants.ListAsync(default)).Where(grant => grant.Label == "ci").Select(grant => grant.CreatedAt).ShouldBe([made, made.AddHours(3)]);
    }

    [Fact]
    public async Task Add_Grant_KeepsOnlyTheSecretsHash()
    {
        await using var store = Open();

        var issued = (await new GrantOffice(store.Grants, Time).AddAsync(Ci, default)).Value;

        GrantToken.TryParse(issued.Token, out var token).ShouldBeTrue();
        issued.Grant.Secrets.Single().Hash.ShouldBe([.. token!.Hash()]);
        issued.Grant.ToString().ShouldNotContain(token.Secret);
    }

    [Fact]
    public async Task Add_LabelInUse_IsRefused_AfterRevocationItIsFree()
    {
        await using var store = Open();
        var office = new GrantOffice(store.Grants, Time);
        var first = (await office.AddAsync(Ci, default)).Value;

        (await office.AddAsync(Ci, default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Duplicate);
        await office.RevokeAsync("ci", default);
        Time.Advance(TimeSpan.FromMinutes(1));
        var second = (await office.AddAsync(Ci, default)).Value;

        second.Grant.Id.ShouldNotBe(first.Grant.Id);
        (await office.RotateAsync("ci", TimeSpan.Zero, default)).Value.Grant.Id.ShouldBe(second.Grant.Id);
        (await store.Grants.ListAsync(default)).Count(grant => grant.Label == "ci").ShouldBe(2);
    }

    [Fact]
    public async Task Revoke_Grant_ClosesItAtOnce_AndTwiceIsHarmless()
    {
        await using var store = Open();
        await using var other = Open();
        var office = new GrantOffice(store.Grants, Time);
        var issued = (await office.AddAsync(Ci, default)).Value;

        var revoked = (await office.RevokeAsync("ci", default)).Value;
        Time.Advance(TimeSpan.FromHours(1));

        (await new GrantResolver(other.Grants, Time).ResolveAsync($"Bearer {issued.Token}", true, default)).ShouldBeNull();
        (await office.RevokeAsync("ci", default)).Value.RevokedAt.ShouldBe(revoked.RevokedAt);
    }

    [Fact]
    public async Task Rotate_WithOverlap_KeepsTheOldTokenForThatLong()
    {
        await using var store = Open();
        var office = new GrantOffice(store.Grants, Time);
        var resolver = new GrantResolver(store.Grants, Time);
        var old = (await office.AddAsync(Ci, default)).Value.Token;

        var fresh = (await office.RotateAsync("ci", TimeSpan.FromMinutes(10), default)).Value.Token;

        Time.Advance(TimeSpan.FromMinutes(9));
        (await resolver.ResolveAsync($"Bearer {old}", false, default)).ShouldNotBeNull();
        Time.Advance(TimeSpan.FromMinutes(1));
        (await resolver.ResolveAsync($"Bearer {old}", false, default)).ShouldBeNull();
        (await resolver.ResolveAsync($"Bearer {fresh}", false, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Rotate_AgainWithinTheOverlap_DoesNotProlongTheFirstToken()
    {
        await using var store = Open();
        var office = new GrantOffice(store.Grants, Time);
        var first = (await office.AddAsync(Ci, default)).Value.Token;
        await office.RotateAsync("ci", TimeSpan.FromMinutes(10), default);
        Time.Advance(TimeSpan.FromMinutes(5));
        var grant = (await office.RotateAsync("ci", TimeSpan.FromHours(1), default)).Value.Grant;

        Time.Advance(TimeSpan.FromMinutes(5));

        grant.Secrets.Length.ShouldBe(3);
        (await new GrantResolver(store.Grants, Time).ResolveAsync($"Bearer {first}", false, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Rotate_WithoutOverlap_ClosesTheOldTokenNow()
    {
        await using var store = Open();
        var office = new GrantOffice(store.Grants, Time);
        var old = (await office.AddAsync(Ci, default)).Value.Token;

        (await office.RotateAsync("ci", TimeSpan.Zero, default)).Value.Grant.Secrets.Length.ShouldBe(1);

        (await new GrantResolver(store.Grants, Time).ResolveAsync($"Bearer {old}", false, default)).ShouldBeNull();
    }

    [Theory]
    [InlineData("nobody", FailureCode.NotFound)]
    [InlineData("local", FailureCode.Invalid)]
    public async Task Rotate_WhatHasNoToken_IsRefused(string label, string code)
    {
        await using var store = Open();

        (await new GrantOffice(store.Grants, Time).RotateAsync(label, TimeSpan.Zero, default)).Failure.ShouldNotBeNull().Code.ShouldBe(code);
    }

    [Fact]
    public async Task SetServers_AddsReplacesAndRemoves_AndGrowsTheGeneration()
    {
        await using var store = Open();
        await using var other = Open();
        var office = new GrantOffice(store.Grants, Time);
        var id = (await office.AddAsync(Ci, default)).Value.Grant.Id;
        var before = other.Generation();

        var put = ImmutableDictionary<string, string>.Empty.Add("files", "open").Add("git", "open");
        await office.SetAsync("ci", new GrantChange { Put = put, Removed = ["memory"] }, default);

        (await other.Grants.FindAsync(id, default))!.Servers.ShouldBe(put);
        other.Generation().ShouldBeGreaterThan(before);
        (await office.SetAsync("ci", new GrantChange { Removed = ["memory"] }, default)).Failure!.Code.ShouldBe(FailureCode.NotFound);
    }

    public static TheoryData<GrantChange, string> ChangesOfWhichOneIsRefused => new()
    {
        { new GrantChange { Dialect = new NewDialect("loaditout"), Removed = ["files"] }, FailureCode.NotFound },
        { new GrantChange { Dialect = new NewDialect("klingon"), Put = Files }, FailureCode.Invalid },
        { new GrantChange { Dialect = new NewDialect(null), Put = Files.Add("a b", "open") }, FailureCode.Invalid },
        { new GrantChange { Dialect = new NewDialect(null), Put = Files.Add("git", "a/b") }, FailureCode.Invalid },
        { new GrantChange { Put = Files, Removed = ["files"] }, FailureCode.Invalid },
    };

    [Theory]
    [MemberData(nameof(ChangesOfWhichOneIsRefused))]
    public async Task Set_OfWhichAPartIsRefused_ChangesNothing(GrantChange change, string code)
    {
        await using var store = Open();
        var office = new GrantOffice(store.Grants, Time);
        var before = (await office.AddAsync(Ci with { Dialect = "sovereign" }, default)).Value.Grant;
        var generation = store.Generation();

        (await office.SetAsync("ci", change, default)).Failure!.Code.ShouldBe(code);

        var after = (await store.Grants.FindAsync(before.Id, default))!;
        after.Dialect.ShouldBe("sovereign");
        after.Servers.ShouldBe(before.Servers);
        store.Generation().ShouldBe(generation);
    }

    [Fact]
    public async Task Change_RevokedGrant_IsRefused()
    {
        await using var store = Open();
        var office = new GrantOffice(store.Grants, Time);
        await office.AddAsync(Ci, default);
        await office.RevokeAsync("ci", default);

        (await office.RotateAsync("ci", TimeSpan.Zero, default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Expired);
    }
}
