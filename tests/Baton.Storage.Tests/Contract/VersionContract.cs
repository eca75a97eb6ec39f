using System.Text;
using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

public abstract class VersionContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    private static readonly StoredVersion Full = Remember("m_01FULL", "plain") with
    {
        Key = "k",
        Visibility = Visibility.Private,
        Thread = "t",
        Position = 7,
        Status = "claimed",
        ClaimUntil = Start.AddTicks(12345),
        To = "reviewer",
        Type = "fact",
        Tags = ["b", "a", "ü\u001f\"\\"],
        Pinned = true,
        Priority = -1,
        Importance = 0.25,
        Layer = "verified",
        CreatedAt = Start.AddTicks(1),
        ExpiresAt = Start.AddDays(3),
        ValidFrom = Start.AddDays(-3),
        ValidTo = Start.AddDays(30),
        ContentHash = "00ff",
        By = new Provenance("ci", "ada", null, null, null, "r9", "memory_update"),
    };

    [Fact]
    public async Task GetAsync_AfterPut_GivesEveryMember()
    {
        await Store.PutAsync(Full);
        var read = (await Store.ReadAsync(reader => reader.GetAsync(Scope(), Full.Id)))!;
        read.Tags.ShouldBe(Full.Tags);
        read.Data.ToArray().ShouldBe(Full.Data.ToArray());
        read.ShouldBe(Full with { Tags = read.Tags, Data = read.Data, Search = null });
    }

    [Fact]
    public async Task GetAsync_BareRecord_GivesNullsBack()
    {
        var bare = Remember("m_01BARE");
        await Store.PutAsync(bare);
        var read = (await Store.ReadAsync(reader => reader.GetAsync(Scope(), bare.Id)))!;
        read.ShouldBe(bare with { Tags = read.Tags, Data = read.Data, Search = null });
    }

    [Theory]
    [InlineData("")]
    [InlineData("日本語\r\n😀\u0000tail")]
    [InlineData("\ufeffbom")]
    public async Task GetAsync_AnyText_ComesBackIdentical(string text)
    {
        var version = Remember("m_01TEXT") with { Data = Encoding.UTF8.GetBytes(text), Thread = text, Search = new SearchText(text, text, text) };
        await Store.PutAsync(version);
        var read = (await Store.ReadAsync(reader => reader.GetAsync(Scope(), version.Id)))!;
        read.Thread.ShouldBe(text);
        read.Data.ToArray().ShouldBe(Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public async Task GetAsync_UnknownId_GivesNull()
        => (await Store.ReadAsync(reader => reader.GetAsync(Scope(), "m_01NONE"))).ShouldBeNull();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public async Task PutVersionAsync_NotTheNext_ThrowsAndKeepsNothing(int number)
    {
        await Store.PutAsync(Remember("m_01A"));
        await Should.ThrowAsync<InvalidOperationException>(() => Store.PutAsync(Remember("m_01B"), Remember("m_01A") with { Version = number }));
        (await Store.ReadAsync(reader => reader.GetAsync(Scope(), "m_01B"))).ShouldBeNull();
        (await Store.ReadAsync(reader => reader.GetAsync(Scope(), "m_01A")))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task PutVersionAsync_UnknownProject_Throws()
        => await Should.ThrowAsync<InvalidOperationException>(() => Store.WriteAsync(writer => writer.PutVersionAsync(Remember("m_01A", project: "nowhere"))));

    [Fact]
    public async Task HistoryAsync_SeveralVersions_GivesThemOldestFirst()
    {
        var first = Remember("m_01A");
        await Store.PutAsync(first, first.Next() with { Type = "fact" }, first.Next().Next() with { Type = "result" });
        var history = await Store.ReadAsync(reader => reader.HistoryAsync(Scope(), first.Id));
        history.Select(version => (version.Version, version.Type)).ShouldBe([(1, null), (2, "fact"), (3, "result")]);
        (await Store.ReadAsync(reader => reader.GetVersionAsync(Scope(), first.Id, 2)))!.Type.ShouldBe("fact");
        (await Store.ReadAsync(reader => reader.GetVersionAsync(Scope(), first.Id, 4))).ShouldBeNull();
    }

    [Fact]
    public async Task HistoryAsync_WasPrivateToAnother_LeavesThatVersionOut()
    {
        var first = Remember("m_01A") with { Visibility = Visibility.Private };
        await Store.PutAsync(first, first.Next() with { Visibility = Visibility.Project });
        (await Store.ReadAsync(reader => reader.HistoryAsync(Scope("bob"), first.Id))).Select(version => version.Version).ShouldBe([2]);
        (await Store.ReadAsync(reader => reader.GetVersionAsync(Scope("bob"), first.Id, 1))).ShouldBeNull();
        (await Store.ReadAsync(reader => reader.HistoryAsync(Scope("ada"), first.Id))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task HistoryAsync_PrivateNow_ShowsAnotherNothing()
    {
        var first = Remember("m_01A");
        await Store.PutAsync(first, first.Next() with { Visibility = Visibility.Private });
        (await Store.ReadAsync(reader => reader.HistoryAsync(Scope("bob"), first.Id))).ShouldBeEmpty();
    }

    [Fact]
    public async Task PutVersionAsync_ClockSteppedBack_KeepsTheNewestInForce()
    {
        var first = Remember("m_01A");
        await Store.PutAsync(first, first.Next(-60) with { Type = "fact" });
        var read = (await Store.ReadAsync(reader => reader.GetAsync(Scope(), first.Id)))!;
        read.Version.ShouldBe(2);
        read.RecordedAt.ShouldBe(Start.AddSeconds(-60));
        (await Store.ReadAsync(reader => reader.GetAsync(Scope() with { KnownAt = Start }, first.Id)))!.Version.ShouldBe(2);
        (await Store.ReadAsync(reader => reader.GetAsync(Scope() with { KnownAt = Start.AddSeconds(-30) }, first.Id))).ShouldBeNull();
    }

    [Fact]
    public async Task FindByPrefixAsync_SharedStart_GivesIdsInOrderUpToTheLimit()
    {
        await Store.PutAsync(Remember("m_01AC"), Remember("m_01AB"), Remember("m_01B"), HandOff("h_01AB"));
        (await Store.ReadAsync(reader => reader.FindByPrefixAsync(Scope(), RecordKind.Memory, "m_01A", 10))).ShouldBe(["m_01AB", "m_01AC"]);
        (await Store.ReadAsync(reader => reader.FindByPrefixAsync(Scope(), null, "m_01A", 1))).ShouldBe(["m_01AB"]);
        (await Store.ReadAsync(reader => reader.FindByPrefixAsync(Scope(), RecordKind.Handoff, "m_01A", 10))).ShouldBeEmpty();
        (await Store.ReadAsync(reader => reader.FindByPrefixAsync(Scope(), null, "m_%", 10))).ShouldBeEmpty();
    }
}
