using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;
using Baton.Gateway.Pins;
using Baton.Gateway.Servers;
using Baton.Memory.Outcomes;

namespace Baton.Storage.Tests.Gateway;

/// <summary>What every store must do with pinned definitions.</summary>
public abstract class PinContract : GatewayStoreContract
{
    private const string Server = "notes";

    [Fact]
    public async Task Apply_FirstList_IsApprovedAndComesBackWhole()
    {
        await using var store = Open();
        var generation = store.Pins.Generation();

        (await store.Pins.ApplyAsync(Server, First(Draft("read"), Draft("write")), default)).ShouldBeTrue();

        store.Pins.Generation().ShouldBeGreaterThan(generation);
        var pins = await store.Pins.ListAsync(Server, default);
        pins.Select(pin => pin.Name).ShouldBe(["read", "write"]);
        var pin = pins[0];
        (pin.Server, pin.Kind, pin.State, pin.DecidedBy, pin.Grade).ShouldBe((Server, PinKind.Tool, PinState.Approved, PinReason.FirstUse, null));
        (pin.Hash, pin.Definition).ShouldBe((Draft("read").Hash, Draft("read").Definition));
        (pin.SeenAt, pin.DecidedAt).ShouldBe((Time.GetUtcNow(), Time.GetUtcNow()));
        var index = (await store.Pins.IndexAsync(default)).Of(Server);
        index.Seen.ShouldBe([PinKind.Tool]);
        index.Approved[new PinKey(PinKind.Tool, "read")].ShouldBe(pin.Hash);
        index.Waiting.ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_SecondFirstList_ChangesNothing()
    {
        await using var store = Open();
        await store.Pins.ApplyAsync(Server, First(Draft("read")), default);
        await using var other = Open();

        (await other.Pins.ApplyAsync(Server, First(Draft("evil")), default)).ShouldBeFalse();
        (await other.Pins.ApplyAsync(Server, First(Draft("summary", kind: PinKind.Prompt)), default)).ShouldBeTrue();

        (await store.Pins.ListAsync(Server, default)).Select(pin => pin.Name).ShouldBe(["summary", "read"], ignoreOrder: true);
    }

    [Fact]
    public async Task Apply_Held_KeepsTheApprovedOne_AndANewerOneTakesItsPlace()
    {
        await using var store = Open();
        await store.Pins.ApplyAsync(Server, First(Draft("read")), default);
        var second = Draft("read", "two", DriftGrade.Textual);
        var third = Draft("read", "three", DriftGrade.Hostile);

        await store.Pins.ApplyAsync(Server, Held(second), default);
        await store.Pins.ApplyAsync(Server, Held(third), default);

        var index = (await store.Pins.IndexAsync(default)).Of(Server);
        index.Approved.Values.ShouldBe([Draft("read").Hash]);
        index.Waiting.Values.ShouldBe([third.Hash]);
        var waiting = (await store.Pins.FindWaitingAsync(Server, new PinKey(PinKind.Tool, "read"), default)).ShouldNotBeNull();
        waiting.Changes.ShouldBe(third.Changes);
        (waiting.Grade, waiting.State, waiting.DecidedBy).ShouldBe((DriftGrade.Hostile, PinState.Held, null));
    }

    [Fact]
    public async Task Apply_WhatIsRecordedAlready_SaysSo()
    {
        await using var store = Open();
        await store.Pins.ApplyAsync(Server, First(Draft("read")), default);
        await store.Pins.ApplyAsync(Server, Held(Draft("new")), default);
        var cosmetic = new PinUpdate { Kind = PinKind.Tool, Accepted = [Draft("read", "READ")], AcceptedBy = PinReason.Cosmetic };
        (await store.Pins.ApplyAsync(Server, cosmetic, default)).ShouldBeTrue();
        var generation = store.Pins.Generation();

        (await store.Pins.ApplyAsync(Server, Held(Draft("new")), default)).ShouldBeFalse();
        (await store.Pins.ApplyAsync(Server, cosmetic, default)).ShouldBeFalse();
        (await store.Pins.ApplyAsync(Server, new PinUpdate { Kind = PinKind.Tool, Withdrawn = ["absent"] }, default)).ShouldBeFalse();

        store.Pins.Generation().ShouldBe(generation);
    }

    [Fact]
    public async Task Apply_Withdrawn_DropsWhatWaits()
    {
        await using var store = Open();
        await store.Pins.ApplyAsync(Server, First(Draft("read")), default);
        await store.Pins.ApplyAsync(Server, Held(Draft("new")), default);

        await store.Pins.ApplyAsync(Server, new PinUpdate { Kind = PinKind.Tool, Withdrawn = ["new"] }, default);

        (await store.Pins.FindWaitingAsync(Server, new PinKey(PinKind.Tool, "new"), default)).ShouldBeNull();
        (await store.Pins.ListAsync(Server, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Apply_Accepted_LeavesTheEarlierOneInTheHistory()
    {
        await using var store = Open();
        await store.Pins.ApplyAsync(Server, First(Draft("read")), default);

        await store.Pins.ApplyAsync(Server, new PinUpdate { Kind = PinKind.Tool, Accepted = [Draft("read", "READ", DriftGrade.Cosmetic)], AcceptedBy = PinReason.Cosmetic }, default);

        (await store.Pins.ListAsync(Server, default)).Select(pin => (pin.State, pin.DecidedBy))
            .ShouldBe([(PinState.Replaced, PinReason.FirstUse), (PinState.Approved, PinReason.Cosmetic)]);
    }

    [Fact]
    public async Task Decide_Approve_PutsItInThePlaceOfTheOldOne_RenamesIncluded()
    {
        await using var store = Open();
        await store.Pins.ApplyAsync(Server, First(Draft("read"), Draft("write")), default);
        await store.Pins.ApplyAsync(Server, Held(Draft("get", grade: DriftGrade.Widening) with { PreviousName = "read" }), default);

        var decided = (await store.Pins.DecideAsync(Server, new PinDecision(true, "ann") { Names = ["get"] }, default)).Value;

        decided.Single().State.ShouldBe(PinState.Approved);
        (await store.Pins.IndexAsync(default)).Of(Server).Approved.Keys.Select(key => key.Name).Order().ShouldBe(["get", "write"]);
        (await store.Pins.ListAsync(Server, default)).Single(pin => pin.Name == "get").DecidedBy.ShouldBe("ann");
    }

    [Fact]
    public async Task Decide_Reject_StaysAndCanStillBeApprovedByName()
    {
        await using var store = Open();
        await store.Pins.ApplyAsync(Server, First(Draft("read")), default);
        await store.Pins.ApplyAsync(Server, Held(Draft("new")), default);

        (await store.Pins.DecideAsync(Server, new PinDecision(false, "ann"), default)).Value.Single().State.ShouldBe(PinState.Rejected);

        (await store.Pins.DecideAsync(Server, new PinDecision(true, "ann"), default)).Failure!.Code.ShouldBe(FailureCode.NotFound);
        (await store.Pins.DecideAsync(Server, new PinDecision(true, "ann") { Names = ["new"] }, default)).Value.Single().State.ShouldBe(PinState.Approved);
    }

    [Fact]
    public async Task Decide_NameThatDoesNotWait_DecidesNothing()
    {
        await using var store = Open();
        await store.Pins.ApplyAsync(Server, First(Draft("read")), default);
        await store.Pins.ApplyAsync(Server, Held(Draft("new")), default);

        var refused = await store.Pins.DecideAsync(Server, new PinDecision(true, "ann") { Names = ["new", "other"] }, default);

        refused.Failure!.Message.ShouldContain("'other'");
        (await store.Pins.FindWaitingAsync(Server, new PinKey(PinKind.Tool, "new"), default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Decide_WithTheDigestOfSomethingElse_DecidesNothing()
    {
        await using var store = Open();
        await store.Pins.ApplyAsync(Server, First(Draft("read")), default);
        await store.Pins.ApplyAsync(Server, Held(Draft("read", "two")), default);
        var seen = PinDecision.Digest([(await store.Pins.FindWaitingAsync(Server, new PinKey(PinKind.Tool, "read"), default))!]);
        await store.Pins.ApplyAsync(Server, Held(Draft("read", "three")), default);

        (await store.Pins.DecideAsync(Server, new PinDecision(true, "ann") { Seen = seen }, default)).Failure!.Code.ShouldBe(FailureCode.StaleVersion);

        (await store.Pins.IndexAsync(default)).Of(Server).Approved.Values.ShouldBe([Draft("read").Hash]);
    }

    [Fact]
    public async Task Trust_TurnedOnAndOff_IsInTheIndex()
    {
        await using var store = Open();
        await store.Pins.TrustAsync(Server, true, default);
        await store.Pins.TrustAsync(Server, true, default);
        (await store.Pins.IndexAsync(default)).Of(Server).IsTrusted.ShouldBeTrue();

        await store.Pins.TrustAsync(Server, false, default);

        (await store.Pins.IndexAsync(default)).Of(Server).IsTrusted.ShouldBeFalse();
    }

    [Fact]
    public async Task RemovedServer_LeavesNoPins_AndOthersTheirs()
    {
        await using var store = Open();
        await store.Servers.PutAsync([new ServerConfig.Stdio { Name = Server, Command = "x" }], replace: false, default);
        foreach (var server in new[] { Server, "other" }) await store.Pins.ApplyAsync(server, First(Draft("read")), default);
        await store.Pins.TrustAsync(Server, true, default);

        await store.Servers.RemoveAsync(Server, default);

        var index = await store.Pins.IndexAsync(default);
        index.Servers.Keys.ShouldBe(["other"]);
        (await store.Pins.ListAsync(Server, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_HostileTexts_ComeBackAsTheyAre()
    {
        await using var store = Open();
        var draft = Draft("\u202Ere\u0430d'; DROP TABLE pins; --", "a\0b\u200B\n\"");

        await store.Pins.ApplyAsync("x'y", First(draft), default);

        var pin = (await store.Pins.ListAsync("x'y", default)).Single();
        (pin.Name, pin.Definition).ShouldBe((draft.Name, draft.Definition));
    }

    private static PinUpdate First(params PinDraft[] drafts) => new() { Kind = drafts[0].Kind, IsFirst = true, Accepted = [.. drafts] };

    private static PinUpdate Held(params PinDraft[] drafts) => new() { Kind = drafts[0].Kind, Held = [.. drafts] };

    private static PinDraft Draft(string name, string? description = null, DriftGrade? grade = null, PinKind kind = PinKind.Tool)
        => PinDraft.Of(kind, new DeclaredTool(name, Description: description)) with
        {
            Grade = grade,
            Changes = grade is { } given ? [new DefinitionChange(given, "description", null, description, "a text that the model reads changed")] : [],
        };
}
