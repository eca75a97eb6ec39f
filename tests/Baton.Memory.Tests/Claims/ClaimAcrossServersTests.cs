using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Memory.Tests.Claims;

/// <summary>Claims by servers that know of each other only through the folder they share, as processes do: nothing of a claim lies in one of them alone.</summary>
public sealed class ClaimAcrossServersTests : IAsyncLifetime
{
    private const int Many = 8;
    private readonly List<SqliteMemoryStore> _stores = [];
    private readonly List<MemoryServer> _servers = [];
    private Room _room = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        for (var i = 0; i < Many; i++)
        {
            var store = await SqliteMemoryStore.OpenAsync(new DataFolder(_room.Folder), _room.Clock);
            _stores.Add(store);
            _servers.Add(MemoryServer.Create(store, _room.Clock));
        }
        await _room.HandoffAsync(new { summary = "s", key = "k" });
        await _room.SentAsync("task_save", new { title = "t", key = "k" });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores) await store.DisposeAsync();
        await _room.DisposeAsync();
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task Claim_ByEightAtOnce_IsWonOnce_AndTheOthersLearnByWhom(string kind)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(() => SendAsync(i, $"{kind}_claim", new { key = "k" }, $"agent{i}"))));
        var won = answers.Select((answer, i) => (answer, i)).Single(one => one.answer.Failure is null);
        won.answer.Content.Text("claim.holder").ShouldBe($"agent{won.i}");
        foreach (var lost in answers.Where(answer => answer.Failure is not null))
        {
            lost.Failure!.Code.ShouldBe(FailureCode.Claimed);
            lost.Failure.Message.ShouldEndWith($" is claimed by agent{won.i} until 2026-03-01T12:30:00.000Z.");
            var details = JsonDocument.Parse(lost.Failure.DetailsJson!).RootElement;
            (details.Text("holder"), details.Text("until")).ShouldBe(($"agent{won.i}", "2026-03-01T12:30:00.000Z"));
        }
        var id = won.answer.Content.Text($"{kind}.id");
        (await SendAsync(0, kind == "task" ? "task_get" : "handoff_load", new { id }, "bob")).Content.Number($"{kind}.version").ShouldBe(2);
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task TokenOfOneServer_RenewsReleasesAndFinishesAtAnother(string kind)
    {
        var token = (await SendAsync(0, $"{kind}_claim", new { key = "k" }, "ada")).Content.Text("claim.token");
        (await SendAsync(1, $"{kind}_claim", new { key = "k", claim_token = token, renew = true, lease_seconds = 7200 }, "ada")).Content.Text("claim.until").ShouldBe("2026-03-01T14:00:00.000Z");
        (await SendAsync(2, $"{kind}_claim", new { key = "k" }, "eve")).Failure!.Message.ShouldEndWith(" is claimed by ada until 2026-03-01T14:00:00.000Z.");
        (await SendAsync(3, $"{kind}_update", new { key = "k", status = "done" }, "eve")).Failure!.Code.ShouldBe(FailureCode.Claimed);
        (await SendAsync(4, $"{kind}_claim", new { key = "k", claim_token = token, release = true }, "ada")).Failure.ShouldBeNull();
        var next = (await SendAsync(5, $"{kind}_claim", new { key = "k" }, "eve")).Content.Text("claim.token");
        next.ShouldNotBe(token);
        (await SendAsync(6, $"{kind}_update", new { key = "k", status = "done", claim_token = token }, "ada")).Failure!.Code.ShouldBe(FailureCode.Claimed);
        (await SendAsync(7, $"{kind}_update", new { key = "k", status = "done", claim_token = next }, "eve")).Content.Text($"{kind}.status").ShouldBe("done");
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("task")]
    public async Task RepeatAtAnotherServer_GivesTheSameTokenAndWritesNothing(string kind)
    {
        var first = (await SendAsync(0, $"{kind}_claim", new { key = "k", idempotency_key = "i" }, "ada")).Content;
        var again = await Task.WhenAll(Enumerable.Range(1, Many - 1).Select(i => Task.Run(() => SendAsync(i, $"{kind}_claim", new { key = "k", idempotency_key = "i" }, "ada"))));
        foreach (var answer in again) answer.Content.GetRawText().ShouldBe(first.GetRawText());
    }

    [Fact]
    public async Task KeysSavedByEightAtOnce_AreOneRecordOfEightVersions()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(() => SendAsync(i, "memory_save", new { key = "port", content = $"the port is {i}" }, $"agent{i}"))));
        answers.Select(answer => answer.Content.Text("memories.0.id")).Distinct().Count().ShouldBe(1);
        answers.Select(answer => answer.Content.Number("memories.0.version")).Order().ShouldBe(Enumerable.Range(1, Many));
    }

    [Fact]
    public async Task OneVersionSeenByEight_IsChangedByOne_AndTheOthersAreStale()
    {
        await _room.MemoryAsync(new { key = "port", content = "the port is 4700" });
        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(() => SendAsync(i, "memory_update", new { key = "port", content = $"the port is {i}", if_match = 1 }, $"agent{i}"))));
        answers.Count(answer => answer.Failure is null).ShouldBe(1);
        foreach (var lost in answers.Where(answer => answer.Failure is not null))
        {
            (lost.Failure!.Code, lost.Failure.Message, lost.Failure.Path).ShouldBe((FailureCode.StaleVersion, "Version 1 is stale: the current version is 2; changed since: content.", "/if_match"));
        }
    }

    [Fact]
    public async Task ChunksAppendedByEightAtOnce_AreAllThereOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(() => SendAsync(i, "handoff_append", new { key = "k", chunk = $"<{i}>" }, $"agent{i}"))));
        var body = (await _room.SentAsync("handoff_load", new { key = "k" })).Text("handoff.body");
        body.Length.ShouldBe(3 * Many);
        Enumerable.Range(0, Many).ShouldAllBe(i => body.Contains($"<{i}>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PlacesInAThread_GivenByEightAtOnce_AreOneToEight()
    {
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(() => SendAsync(i, "memory_save", new { thread = "t", content = $"turn number {i}" }, $"agent{i}"))));
        var found = await _room.SentAsync("memory_search", new { query = "turn number", thread = "t", limit = 20 });
        found.At("results").EnumerateArray().Select(one => one.Number("position")).Order().ShouldBe(Enumerable.Range(1, Many));
    }

    private async Task<Answer> SendAsync(int server, string tool, object arguments, string principal)
    {
        MemoryCaller caller = _room.Caller(principal, "ci", "cli") with { ClientName = null };
        return new Answer((await _servers[server].CallAsync(caller, tool, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(arguments)), null, default))!);
    }
}
