using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>A key is in force on one record at most, within its project, kind and visibility; what no longer counts frees it.</summary>
public abstract class KeyContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    private static readonly StoredVersion Holder = Remember("m_01A") with { Key = "k" };

    [Fact]
    public async Task PutVersionAsync_ATakenKey_ThrowsWithKeyProjectAndHolder()
    {
        await Store.PutAsync(Holder);
        var taken = await Should.ThrowAsync<KeyTakenException>(() => Store.PutAsync(Remember("m_01B") with { Key = "k" }));
        taken.Message.ShouldBe("Key 'k' belongs to m_01A in project 'atlas'.");
        (await Store.ReadAsync(reader => reader.GetAsync(Scope(), "m_01B"))).ShouldBeNull();
    }

    [Fact]
    public async Task PutVersionAsync_ATakenKeyInALaterVersion_ThrowsToo()
    {
        await Store.PutAsync(Holder, Remember("m_01B"));
        await Should.ThrowAsync<KeyTakenException>(() => Store.PutAsync(Remember("m_01B").Next() with { Key = "k" }));
        (await Store.ReadAsync(reader => reader.GetAsync(Scope(), "m_01B")))!.Version.ShouldBe(1);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("project")]
    [InlineData("kind")]
    [InlineData("visibility")]
    [InlineData("owner")]
    public async Task PutVersionAsync_TheKeyOfAnotherPlace_IsAnotherKey(string what)
    {
        var mine = what == "owner" ? Holder with { Visibility = Visibility.Private } : Holder;
        var other = mine with { Id = "m_01B" };
        await Store.PutAsync(mine, what switch
        {
            "key" => other with { Key = "K" },
            "project" => other with { Project = "borea" },
            "kind" => other with { Id = "h_01B", Kind = RecordKind.Handoff, Status = "open" },
            "visibility" => other with { Visibility = Visibility.Shared },
            _ => other with { Owner = "bob" },
        });
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("superseded")]
    [InlineData("expired")]
    [InlineData("renamed")]
    public async Task PutVersionAsync_TheKeyOfWhatNoLongerCounts_IsFree(string how)
    {
        var ended = Holder.Next();
        await Store.PutAsync(Holder, how switch
        {
            "deleted" => ended with { DeletedAt = ended.RecordedAt },
            "superseded" => ended with { SupersededBy = "m_01C" },
            "expired" => ended with { ExpiresAt = Start.AddSeconds(5) },
            _ => ended with { Key = "k2" },
        });
        await Store.PutAsync(Remember("m_01B") with { Key = "k", RecordedAt = Start.AddSeconds(5), CreatedAt = Start.AddSeconds(5) });
        (await FindAsync("k", secondsLater: 5))!.Id.ShouldBe("m_01B");
    }

    [Fact]
    public async Task PutVersionAsync_TheKeyOfWhatExpiresAMomentLater_IsTaken()
    {
        await Store.PutAsync(Holder with { ExpiresAt = Start.AddSeconds(5).AddTicks(1) });
        await Should.ThrowAsync<KeyTakenException>(() => Store.PutAsync(Remember("m_01B") with { Key = "k", RecordedAt = Start.AddSeconds(5) }));
    }

    [Fact]
    public async Task PutVersionAsync_TheHolderItself_GoesOnUnderItsKey()
    {
        await Store.PutAsync(Holder, Holder.Next(), Holder.Next().Next());
        (await FindAsync("k"))!.Version.ShouldBe(3);
    }

    [Fact]
    public async Task PutVersionAsync_RestoredAfterItsKeyWasTaken_Throws()
    {
        var deleted = Holder.Next() with { DeletedAt = Start.AddSeconds(1) };
        await Store.PutAsync(Holder, deleted, Remember("m_01B") with { Key = "k", RecordedAt = Start.AddSeconds(2) });
        await Should.ThrowAsync<KeyTakenException>(() => Store.PutAsync(deleted.Next() with { DeletedAt = null }));
    }

    [Fact]
    public async Task FindByKeyAsync_InThisProjectAndElsewhere_PrefersThisOne_AndSharedOnlyElsewhere()
    {
        await Store.PutAsync(
            Remember("m_01A", project: "borea") with { Key = "k", Visibility = Visibility.Shared },
            Remember("m_01B", project: "borea") with { Key = "only", Visibility = Visibility.Project },
            Remember("m_01C") with { Key = "k", Visibility = Visibility.Shared });
        (await FindAsync("k"))!.Id.ShouldBe("m_01C");
        (await FindAsync("k", project: "borea"))!.Id.ShouldBe("m_01A");
        (await FindAsync("k", project: "third"))!.ShouldNotBeNull();
        (await FindAsync("only")).ShouldBeNull();
    }

    [Fact]
    public async Task FindByKeyAsync_WithAVisibility_IsOfThisProjectAlone()
    {
        await Store.PutAsync(Remember("m_01A", project: "borea") with { Key = "k", Visibility = Visibility.Shared });
        (await Store.ReadAsync(reader => reader.FindByKeyAsync(Scope(), RecordKind.Memory, "atlas", "k", Visibility.Shared))).ShouldBeNull();
        (await Store.ReadAsync(reader => reader.FindByKeyAsync(Scope(), RecordKind.Memory, "borea", "k", Visibility.Shared)))!.Id.ShouldBe("m_01A");
        (await Store.ReadAsync(reader => reader.FindByKeyAsync(Scope(), RecordKind.Memory, "borea", "k", Visibility.Project))).ShouldBeNull();
    }

    [Fact]
    public async Task FindByKeyAsync_ReplacedAndInForce_PrefersTheOneInForce()
    {
        var old = Holder.Next() with { SupersededBy = "m_01B" };
        await Store.PutAsync(Holder, old, Remember("m_01B") with { Key = "k", RecordedAt = Start });
        (await FindAsync("k", superseded: true))!.Id.ShouldBe("m_01B");
    }

    [Theory]
    [InlineData("%")]
    [InlineData("k_")]
    [InlineData("'")]
    [InlineData("k\u0000z")]
    public async Task FindByKeyAsync_AnyText_IsThatKeyAndNoPattern(string key)
    {
        await Store.PutAsync(Holder, Remember("m_01B") with { Key = "kx" }, Remember("m_01C") with { Key = "k" + key });
        (await FindAsync("k" + key))!.Id.ShouldBe("m_01C");
        (await FindAsync(key)).ShouldBeNull();
    }

    [Theory]
    [InlineData("k", "m_01A,m_01B,m_01C")]
    [InlineData("k%", "m_01B")]
    [InlineData("kx", "m_01C")]
    [InlineData("K", "")]
    public async Task ListAsync_ByAKeysBeginning_TakesItAsText(string prefix, string ids)
    {
        await Store.PutAsync(Holder, Remember("m_01B") with { Key = "k%1" }, Remember("m_01C") with { Key = "kx" }, Remember("m_01D"));
        string.Join(',', (await Store.ListIdsAsync(Scope(), Memories() with { KeyPrefix = prefix })).Order()).ShouldBe(ids);
    }

    private Task<StoredVersion?> FindAsync(string key, string project = "atlas", double secondsLater = 1000, bool superseded = false)
        => Store.ReadAsync(reader => reader.FindByKeyAsync(Scope(secondsLater: secondsLater) with { IncludeSuperseded = superseded }, RecordKind.Memory, project, key));
}
