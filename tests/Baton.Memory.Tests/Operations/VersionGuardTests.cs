using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Operations;

/// <summary>A stale <c>if_match</c> is answered with the current version and what changed since, and nothing is written.</summary>
public sealed class VersionGuardTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Stale_NamesEachFieldThatChanged_ThenAndNow_AndNoBookkeeping()
    {
        await _room.SentAsync("handoff_save", new { summary = "one", key = "k", title = "T", tags = new[] { "a" }, body = "b1" });
        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.SentAsync("handoff_save", new { summary = "two", key = "k", title = (string?)null, pending = new[] { "p" } });

        var failure = await _room.UnsentAsync(FailureCode.StaleVersion, "handoff_save", new { summary = "mine", key = "k", if_match = 1 });

        failure.Path.ShouldBe("/if_match");
        using var details = JsonDocument.Parse(failure.DetailsJson!);
        details.RootElement.Number("current_version").ShouldBe(2);
        var changed = details.RootElement.At("changed").EnumerateArray().ToDictionary(
            change => change.Text("field"), change => (Then: change.Has("then") ? change.Text("then") : null, Now: change.Has("now") ? change.Text("now") : null));
        changed.Keys.Order().ShouldBe(["pending", "summary", "title"]);
        changed["summary"].ShouldBe(("\"one\"", "\"two\""));
        changed["title"].ShouldBe(("\"T\"", null));
        changed["pending"].ShouldBe((null, "[\"p\"]"));
        (await _room.DoneAsync("handoff_load", "{'key':'k'}")).Number("handoff.version").ShouldBe(2);
    }

    [Fact]
    public async Task Stale_AClaim_IsNamedAndItsTokenIsNotShown()
    {
        await _room.SentAsync("handoff_save", new { summary = "s", key = "k" });
        var token = (await _room.SentAsync("handoff_claim", new { key = "k" })).Text("claim.token");
        var failure = await _room.UnsentAsync(FailureCode.StaleVersion, "handoff_update", new { key = "k", comment = "c", if_match = 1 });
        using var details = JsonDocument.Parse(failure.DetailsJson!);
        details.RootElement.At("changed").EnumerateArray().Single(change => change.Text("field") == "claim").Text("now").ShouldBe("(a claim)");
        failure.DetailsJson!.ShouldNotContain(token);
    }

    [Fact]
    public async Task Stale_AnAppendedSecret_TellsNothingOfItsForm()
    {
        await _room.SentAsync("handoff_save", new { summary = "s", key = "k" });
        await _room.SentAsync("handoff_append", new { key = "k", chunk = "ghp_abcdefghijklmnopqrstuvwxyz0123456789" });
        var failure = await _room.UnsentAsync(FailureCode.StaleVersion, "handoff_update", new { key = "k", comment = "c", if_match = 1 });
        using var details = JsonDocument.Parse(failure.DetailsJson!);
        details.RootElement.Each("changed", "field").Order().ShouldBe(["bytes", "sha256"]);
    }

    [Fact]
    public async Task Stale_AVersionThatNeverWas_SaysSo()
    {
        await _room.SentAsync("memory_save", new { content = "c", key = "k" });
        var failure = await _room.UnsentAsync(FailureCode.StaleVersion, "memory_update", new { key = "k", content = "d", if_match = 9 });
        failure.Message.ShouldBe("There is no version 9; the current version is 1.");
        (await _room.SentAsync("memory_update", new { key = "k", content = "d", if_match = 1 })).Number("memory.version").ShouldBe(2);
    }
}
