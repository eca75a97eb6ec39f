using Baton.Memory.Projects;
using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>What stands beside the records: projects, bodies, links, idempotency, presence, changes, usage.</summary>
public abstract class RelatedContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    [Fact]
    public async Task PutProjectAsync_Twice_ReplacesTheSettings()
    {
        var project = new Project { Name = "atlas", Remote = "git@x:y", Secrets = SecretsMode.Reject, ApproveSuspicious = true, CreatedAt = Start };
        await Store.WriteAsync(writer => writer.PutProjectAsync(Project("atlas")));
        await Store.WriteAsync(writer => writer.PutProjectAsync(project));
        (await Store.ReadAsync(reader => reader.FindProjectAsync("atlas"))).ShouldBe(project);
        (await Store.ReadAsync(reader => reader.FindProjectAsync("Atlas"))).ShouldBeNull();
    }

    [Fact]
    public async Task ListProjectsAsync_Several_ByName()
    {
        foreach (var name in new[] { "b", "a", "ü" }) await Store.WriteAsync(writer => writer.PutProjectAsync(Project(name)));
        (await Store.ReadAsync(reader => reader.ListProjectsAsync(Scope()))).Select(project => project.Name).ShouldBe(["a", "b", "ü"]);
    }

    [Fact]
    public async Task ReadBodyAsync_Segments_JoinToTheVeryBytes()
    {
        var bytes = new byte[4 * 1024 * 1024];
        new Random(7).NextBytes(bytes);
        var body = await Store.WriteAsync(async writer => new StoredBody(
            [await writer.PutSegmentAsync(bytes.AsMemory(0, 1000)), await writer.PutSegmentAsync(bytes.AsMemory(1000))], bytes.Length, Bodies.Sha256(bytes)));
        var handoff = HandOff("h_1") with { Body = body };
        await Store.PutAsync(handoff);
        var stored = (await Store.ReadAsync(reader => reader.GetAsync(Scope(), "h_1")))!.Body!;
        stored.Segments.ShouldBe(body.Segments);
        (stored.Bytes, stored.Sha256).ShouldBe((body.Bytes, body.Sha256));
        (await Store.ReadAsync(reader => reader.ReadBodyAsync(stored))).Span.SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task ReadBodyAsync_EmptyBody_IsEmpty()
    {
        var body = await Store.WriteAsync(async writer => new StoredBody([await writer.PutSegmentAsync(default)], 0, Bodies.Sha256([])));
        await Store.PutAsync(HandOff("h_1") with { Body = body }, HandOff("h_2") with { Body = body with { Segments = [] } });
        foreach (var id in new[] { "h_1", "h_2" })
        {
            var stored = (await Store.ReadAsync(reader => reader.GetAsync(Scope(), id)))!.Body!;
            (await Store.ReadAsync(reader => reader.ReadBodyAsync(stored))).Length.ShouldBe(0);
        }
    }

    [Fact]
    public async Task ReadBodyAsync_HashDoesNotFit_SaysThatItIsDamaged()
    {
        var segment = await Store.WriteAsync(writer => writer.PutSegmentAsync("abc"u8.ToArray()));
        var wrong = new StoredBody([segment], 3, new string('0', 64));
        (await Should.ThrowAsync<StoreUnavailableException>(() => Store.ReadAsync(reader => reader.ReadBodyAsync(wrong)))).Message.ShouldContain("damaged");
        var missing = new StoredBody([new string('1', 64)], 3, segment);
        (await Should.ThrowAsync<StoreUnavailableException>(() => Store.ReadAsync(reader => reader.ReadBodyAsync(missing)))).Message.ShouldContain("missing");
    }

    [Fact]
    public async Task PutVersionAsync_SegmentNeverPut_Throws()
        => await Should.ThrowAsync<InvalidOperationException>(() =>
            Store.PutAsync(HandOff("h_1") with { Body = new StoredBody([new string('1', 64)], 3, new string('2', 64)) }));

    [Fact]
    public async Task Links_AddedRemovedAdded_KeepTheirPast()
    {
        await Store.PutAsync(Remember("m_1"), Remember("m_2"));
        var link = new StoredLink("m_1", "m_2", "supports", By(), Start);
        await Store.WriteAsync(writer => writer.PutLinkAsync(link));
        await Store.WriteAsync(writer => writer.PutLinkAsync(link with { At = Start.AddSeconds(1), By = By("bob") }));
        (await LinksAsync("m_2")).ShouldBe([link]);
        (await RemoveAsync(Start.AddSeconds(2))).ShouldBeTrue();
        (await RemoveAsync(Start.AddSeconds(3))).ShouldBeFalse();
        (await LinksAsync("m_1")).ShouldBeEmpty();
        await Store.WriteAsync(writer => writer.PutLinkAsync(link with { At = Start.AddSeconds(4) }));
        (await LinksAsync("m_1")).Single().At.ShouldBe(Start.AddSeconds(4));
        (await LinksAsync("m_1", Start.AddSeconds(1))).ShouldBe([link]);
        (await LinksAsync("m_1", Start.AddSeconds(2))).ShouldBeEmpty();
    }

    [Fact]
    public async Task LinksAsync_ToItself_IsGivenOnce()
    {
        await Store.PutAsync(Remember("m_1"));
        await Store.WriteAsync(writer => writer.PutLinkAsync(new StoredLink("m_1", "m_1", "about", By(), Start)));
        (await LinksAsync("m_1")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Idempotency_WithinADay_IsGivenBackToItsGrantOnly()
    {
        var result = new IdempotentResult("handoff_save", "ff", "saved", "{}"u8.ToArray(), Start);
        await Store.WriteAsync(writer => writer.PutIdempotentAsync("local", "k", result));
        var read = (await FindAsync("local", Start))!;
        read.ShouldBe(result with { StructuredContent = read.StructuredContent });
        read.StructuredContent.ToArray().ShouldBe("{}"u8.ToArray());
        (await FindAsync("ci", Start)).ShouldBeNull();
        (await FindAsync("local", Start.AddTicks(1))).ShouldBeNull();
        await Store.WriteAsync(writer => writer.PutIdempotentAsync("local", "k", result with { Text = "again", At = Start.AddHours(25) }));
        (await FindAsync("local", Start))!.Text.ShouldBe("again");
    }

    [Fact]
    public async Task Idempotency_OlderThanADay_IsLetGo()
    {
        var result = new IdempotentResult("handoff_save", "ff", "saved", default, Start);
        await Store.WriteAsync(writer => writer.PutIdempotentAsync("local", "k", result));
        await Store.WriteAsync(writer => writer.PutIdempotentAsync("local", "k2", result with { At = Start.AddHours(24) }));
        (await FindAsync("local", Start)).ShouldNotBeNull();
        await Store.WriteAsync(writer => writer.PutIdempotentAsync("local", "k3", result with { At = Start.AddHours(24).AddTicks(1) }));
        (await FindAsync("local", Start)).ShouldBeNull();
    }

    [Fact]
    public async Task Presence_Put_MovesForItsClientAndProjectOnly()
    {
        await Store.WriteAsync(writer => writer.PutPresenceAsync("local", "editor", "atlas", Start));
        await Store.WriteAsync(writer => writer.PutPresenceAsync("local", "editor", "atlas", Start.AddSeconds(1)));
        (await Store.ReadAsync(reader => reader.FindPresenceAsync("local", "editor", "atlas"))).ShouldBe(Start.AddSeconds(1));
        (await Store.ReadAsync(reader => reader.FindPresenceAsync("local", "shell", "atlas"))).ShouldBeNull();
        (await Store.ReadAsync(reader => reader.FindPresenceAsync("local", "editor", "borea"))).ShouldBeNull();
    }

    [Fact]
    public async Task ChangesAsync_AfterAnInstant_OldestFirstUpToTheLimit()
    {
        var first = Remember("m_1");
        await Store.PutAsync(first, first.Next(5), HandOff("h_1", project: "borea") with { RecordedAt = Start.AddSeconds(3) });
        var changes = await Store.ReadAsync(reader => reader.ChangesAsync(Scope(), null, Start, 10));
        changes.Select(change => (change.Id, change.Version, change.Project)).ShouldBe([("h_1", 1, "borea"), ("m_1", 2, "atlas")]);
        changes[0].By.ShouldBe(By());
        (await Store.ReadAsync(reader => reader.ChangesAsync(Scope(), "atlas", Start.AddSeconds(-1), 1))).Single().Version.ShouldBe(1);
    }

    [Fact]
    public async Task UsageAsync_OfAScope_CountsWhatItMaySee()
    {
        var first = Remember("m_1");
        await Store.PutAsync(first, first.Next(), HandOff("h_1"), Remember("m_2") with { Visibility = Visibility.Private, Owner = "eve" });
        var usage = await Store.ReadAsync(reader => reader.UsageAsync(Scope()));
        usage.Records.ShouldBe(new Dictionary<RecordKind, long> { [RecordKind.Handoff] = 1, [RecordKind.Memory] = 1 }, ignoreOrder: true);
        usage.Versions.ShouldBe(3);
        usage.Bytes.ShouldBeGreaterThan(4096);
    }

    private Task<IdempotentResult?> FindAsync(string grant, DateTimeOffset since)
        => Store.ReadAsync(reader => reader.FindIdempotentAsync(grant, "k", since));

    private Task<bool> RemoveAsync(DateTimeOffset at) => Store.WriteAsync(writer => writer.RemoveLinkAsync("m_1", "m_2", "supports", By(), at));

    private Task<IReadOnlyList<StoredLink>> LinksAsync(string id, DateTimeOffset? knownAt = null)
        => Store.ReadAsync(reader => reader.LinksAsync(Scope() with { KnownAt = knownAt }, id));
}
