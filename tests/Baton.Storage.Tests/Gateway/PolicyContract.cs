using Baton.Memory.Outcomes;

namespace Baton.Storage.Tests.Gateway;

/// <summary>What every store must do with policy documents.</summary>
public abstract class PolicyContract : GatewayStoreContract
{
    [Fact]
    public async Task Put_NewText_MakesTheNextRevisionAndKeepsTheOld()
    {
        await using var store = Open();

        (await store.Policies.PutAsync("strict", "one", "a.json", default)).Revision.ShouldBe(1);
        Time.Advance(TimeSpan.FromMinutes(1));
        (await store.Policies.PutAsync("strict", "two", null, default)).Revision.ShouldBe(2);

        (await store.Policies.GetAsync("strict", null, default)).Value.Text.ShouldBe("two");
        (await store.Policies.GetAsync("strict", 1, default)).Value.ShouldBe(new("strict", 1, "one", Time.GetUtcNow().AddMinutes(-1), "a.json"));
        (await store.Policies.HistoryAsync("strict", default)).Select(policy => policy.Revision).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Put_TextOfTheNewestRevision_MakesNone()
    {
        await using var store = Open();
        await store.Policies.PutAsync("strict", "one", null, default);
        var generation = store.Generation();

        (await store.Policies.PutAsync("strict", "one", "again", default)).Revision.ShouldBe(1);

        store.Generation().ShouldBe(generation);
    }

    [Fact]
    public async Task Put_ByManyAtOnce_GivesEachItsOwnRevision()
    {
        await using var one = Open();
        await using var two = Open();

        var puts = Enumerable.Range(0, 20).Select(number => (number % 2 == 0 ? one : two).Policies.PutAsync("p", $"text {number}", null, default).AsTask());
        var revisions = (await Task.WhenAll(puts)).Select(policy => policy.Revision);

        revisions.Order().ShouldBe(Enumerable.Range(1, 20).Select(number => (long)number));
    }

    [Fact]
    public async Task List_GivesTheNewestOfEach()
    {
        await using var store = Open();
        await store.Policies.PutAsync("b", "1", null, default);
        await store.Policies.PutAsync("b", "2", null, default);
        await store.Policies.PutAsync("a", "1", null, default);

        (await store.Policies.ListAsync(default)).Select(policy => (policy.Name, policy.Revision)).ShouldBe([("a", 1), ("b", 2), ("local", 1)]);
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("strict", 2L)]
    public async Task Get_WhatIsNotThere_IsNotFound(string name, long? revision)
    {
        await using var store = Open();
        await store.Policies.PutAsync("strict", "one", null, default);

        (await store.Policies.GetAsync(name, revision, default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.NotFound);
    }
}
