using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Handoffs;

/// <summary>What a merge takes over from its sources beside their words: a secret that is still open, and the store's limit.</summary>
public sealed class MergeKeepsTests
{
    private const string Token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    private const string KeyHead = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKL\n";
    private const string KeyRest = "MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu\n-----END RSA PRIVATE KEY-----\nafter";

    [Theory]
    [InlineData("before " + Token, "REST0123456 after", "before [redacted:github_token]", " after")]
    [InlineData(KeyHead, KeyRest, "[redacted:private_key]", "\nafter")]
    public async Task Append_TheRestOfASecretThatTheLastSourceEndsWith_IsNotKept(string body, string chunk, string kept, string rest)
    {
        await using var room = await Room.OpenAsync();
        await room.HandoffAsync(new { summary = "one", key = "one", body = "plain" });
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.HandoffAsync(new { summary = "two", key = "two", body });
        await room.SentAsync("handoff_merge", new { refs = new[] { "one", "two" }, key = "m" });
        await room.SentAsync("handoff_append", new { key = "m", chunk });
        var merged = (await room.SentAsync("handoff_load", new { key = "m" })).Text("handoff.body");
        merged[(merged.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)..].ShouldBe(kept + rest);
    }

    [Fact]
    public async Task Append_BehindASourceWhoseSecretIsClosedByTheNext_TakesNothingAway()
    {
        await using var room = await Room.OpenAsync();
        await room.HandoffAsync(new { summary = "one", key = "one", body = Token });
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.HandoffAsync(new { summary = "two", key = "two", body = "plain" });
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.HandoffAsync(new { summary = "three", key = "three" });
        await room.SentAsync("handoff_merge", new { refs = new[] { "one", "two", "three" }, key = "m" });
        await room.SentAsync("handoff_append", new { key = "m", chunk = "REST0123456" });
        (await room.SentAsync("handoff_load", new { key = "m" })).Text("handoff.body").ShouldEndWith("plainREST0123456");
    }

    [Fact]
    public async Task Append_BehindALastSourceWithoutABody_StillKnowsTheSecretBeforeIt()
    {
        await using var room = await Room.OpenAsync();
        await room.HandoffAsync(new { summary = "one", key = "one", body = Token });
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.HandoffAsync(new { summary = "two", key = "two" });
        await room.SentAsync("handoff_merge", new { refs = new[] { "one", "two" }, key = "m" });
        await room.SentAsync("handoff_append", new { key = "m", chunk = "REST0123456 on" });
        (await room.SentAsync("handoff_load", new { key = "m" })).Text("handoff.body").ShouldEndWith("[redacted:github_token] on");
    }

    [Fact]
    public async Task Merge_TheOutcomeOfASource_IsARemarkOnTheWholeThatSearchFinds()
    {
        await using var room = await Room.OpenAsync();
        await room.HandoffAsync(new { summary = "one", key = "one" });
        await room.HandoffAsync(new { summary = "two", key = "two" });
        await room.SentAsync("handoff_update", new { key = "one", comment = "looked at", outcome = "the walrus was counted" }, room.Caller("bob"));
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.SentAsync("handoff_merge", new { refs = new[] { "one", "two" }, key = "m", order = "sequential" });
        var merged = (await room.SentAsync("handoff_load", new { key = "m" })).At("handoff");
        merged.At("comments").EnumerateArray().Select(one => (one.Text("id"), one.Text("author"), one.Text("text"), one.Text("at")))
            .ShouldBe([("c2.1", "bob", "looked at", "2026-03-01T12:00:00.000Z"), ("outcome.1", "bob", "the walrus was counted", "2026-03-01T12:00:00.000Z")]);
        merged.Has("outcome").ShouldBeFalse();
        (await room.SentAsync("handoff_search", new { query = "walrus" })).Each("handoffs", "key").Order().ShouldBe(["m", "one"]);
    }

    [Fact]
    public async Task Merge_BeyondTheStoresLimit_IsRefusedAndArchivesNothing()
    {
        await using var room = await Room.OpenAsync(new MemoryLimits { Records = 2 });
        await room.HandoffAsync(new { summary = "one", key = "one" });
        await room.HandoffAsync(new { summary = "two", key = "two" });
        var failure = await room.UnsentAsync(FailureCode.TooLarge, "handoff_merge", new { refs = new[] { "one", "two" }, key = "m", archive_sources = true });
        (failure.Message, failure.Limit).ShouldBe(("The store has 3 records; the limit is 2.", 2));
        (await room.DoneAsync("handoff_list", "{'status':'open'}")).Number("total").ShouldBe(2);
        await room.RefusedAsync(FailureCode.NotFound, "handoff_load", "{'key':'m'}");
    }

    [Fact]
    public async Task EveryWriteOfANewRecord_BeyondTheStoresLimit_IsRefusedInTheSameWords_AndChangesOfWhatIsThereAreNot()
    {
        await using var room = await Room.OpenAsync(new MemoryLimits { Records = 3 });
        await room.HandoffAsync(new { summary = "one", key = "one", body = "b" });
        await room.MemoryAsync(new { content = "alpha", key = "m" });
        await room.SentAsync("archive_append", new { key = "a", chunk = "one " });
        foreach (var (tool, arguments) in new (string, object)[]
        {
            ("handoff_save", new { summary = "new" }), ("memory_save", new { content = "beta gamma" }), ("task_save", new { title = "t" }),
            ("notify", new { to = "bob", message = "m" }), ("archive_append", new { key = "b", chunk = "c" }), ("session_close", new { summary = "s" }),
        })
        {
            var failure = await room.UnsentAsync(FailureCode.TooLarge, tool, arguments);
            (failure.Message, failure.Limit, failure.Hint).ShouldBe(
                ("The store has 4 records; the limit is 3.", 3, "Delete what is no longer needed, or ask the operator to raise the limit."), tool);
        }
        (await room.UnsentAsync(FailureCode.TooLarge, "notify", new { to = new[] { "bob", "eve" }, message = "m" })).Message.ShouldBe("The store has 5 records; the limit is 3.");
        await room.SentAsync("handoff_save", new { summary = "two", key = "one" });
        await room.SentAsync("handoff_append", new { key = "one", chunk = "c" });
        await room.SentAsync("memory_save", new { content = "alpha again", key = "m" });
        await room.SentAsync("archive_append", new { key = "a", chunk = "two" });
        (await room.SentAsync("handoff_load", new { key = "one" })).Text("handoff.body").ShouldBe("bc");
    }
}
