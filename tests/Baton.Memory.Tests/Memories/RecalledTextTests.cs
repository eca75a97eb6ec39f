using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Memories;

/// <summary>A memory must not feed on itself: what was just recalled and comes back is answered with the id it came from.</summary>
public sealed class RecalledTextTests : IAsyncLifetime
{
    private const string Fact = "The staging database listens on port 5433 behind the old proxy";

    private Room _room = null!;
    private string _id = null!;

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        _id = await _room.MemoryAsync(new { content = Fact, key = "staging" });
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("memory_get", "{'key':'staging'}")]
    [InlineData("memory_search", "{'query':'staging database'}")]
    [InlineData("session_start", "{}")]
    public async Task Save_TheTextOfAJustReadMemory_IsADuplicateThatNamesIt(string tool, string json)
    {
        await _room.DoneAsync(tool, json);
        var failure = await _room.UnsentAsync(FailureCode.Duplicate, "memory_save", new { content = Fact });
        (failure.Path, failure.DetailsJson).ShouldBe(("/content", $"{{\"id\":\"{_id}\"}}"));
        failure.Message.ShouldContain(_id);
    }

    [Fact]
    public async Task Save_TheSameTextThatNobodyRead_IsKeptAndSaidToBeThere()
    {
        var saved = await _room.SentAsync("memory_save", new { content = Fact }, _room.Caller("bob"));
        saved.At("similar").EnumerateArray().Select(one => (one.Text("id"), one.Text("relation"), one.At("score").GetDouble())).ShouldBe([(_id, "same", 1.0)]);
    }

    [Fact]
    public async Task Save_ReadByAnother_IsNoDuplicateForMe()
    {
        await _room.DoneAsync("memory_get", "{'key':'staging'}");
        await _room.SentAsync("memory_save", new { content = Fact }, _room.Caller("bob", "other", "shell"));
    }

    [Fact]
    public async Task Save_ARepeatAfterTheTextWasRead_GivesTheFirstResult()
    {
        var request = new { content = "Deploys need two approvals since the outage in spring", idempotency_key = "i1" };
        var first = await _room.SentAsync("memory_save", request);
        await _room.DoneAsync("memory_search", "{'query':'deploys approvals outage'}");
        (await _room.SentAsync("memory_save", request)).GetRawText().ShouldBe(first.GetRawText());
        (await _room.DoneAsync("status")).Number("usage.memory").ShouldBe(2);
    }

    [Fact]
    public async Task Save_ABatchRepeatedAfterItsTextsWereRead_GivesTheFirstResult()
    {
        var request = new { memories = new[] { new { content = "Alpha releases go out on Mondays only, after the review" }, new { content = "Beta releases follow four days later, without a review" } }, idempotency_key = "i2" };
        var first = await _room.SentAsync("memory_save", request);
        await _room.DoneAsync("memory_search", "{'query':'alpha beta releases review'}");
        (await _room.SentAsync("memory_save", request)).GetRawText().ShouldBe(first.GetRawText());
    }

    [Fact]
    public async Task Save_UnderItsOwnKey_IsAVersionThoughItWasRead()
    {
        await _room.DoneAsync("memory_get", "{'key':'staging'}");
        (await _room.SentAsync("memory_save", new { content = Fact, key = "staging", pinned = true })).Number("memories.0.version").ShouldBe(2);
    }

    [Fact]
    public async Task Save_ThatSupersedesWhatWasRead_IsNoDuplicate()
    {
        await _room.DoneAsync("memory_get", "{'key':'staging'}");
        await _room.SentAsync("memory_save", new { content = Fact, supersedes = _id });
        (await _room.DoneAsync("memory_search", "{'query':'staging database'}")).Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Save_WhatWasReadAndIsDeletedNow_IsKept()
    {
        await _room.DoneAsync("memory_get", "{'key':'staging'}");
        await _room.DoneAsync("memory_delete", "{'key':'staging'}");
        await _room.SentAsync("memory_save", new { content = Fact });
    }

    [Fact]
    public async Task Save_InABatch_SaysWhichOneWasRecalledAndKeepsNone()
    {
        await _room.DoneAsync("memory_get", "{'key':'staging'}");
        var failure = await _room.UnsentAsync(FailureCode.Duplicate, "memory_save", new { memories = new[] { "Something entirely different about penguins and their nests", Fact }.Select(content => new { content }) });
        failure.Path.ShouldBe("/memories/1/content");
        (await _room.DoneAsync("status")).Number("usage.memory").ShouldBe(1);
    }

    [Theory]
    [InlineData("  The staging   database listens on port 5433\nbehind the old proxy ")]
    [InlineData("the STAGING database listens on port 5433 behind the old proxy")]
    public async Task Save_TheSameWordsInOtherSpacingOrCase_AreRecognised(string text)
    {
        await _room.DoneAsync("memory_get", "{'key':'staging'}");
        (await _room.UnsentAsync(FailureCode.Duplicate, "memory_save", new { content = text })).DetailsJson!.ShouldContain(_id);
    }

    [Fact]
    public async Task Save_OtherWordsAboutTheSame_AreKept()
    {
        await _room.DoneAsync("memory_get", "{'key':'staging'}");
        await _room.SentAsync("memory_save", new { content = "Production's database moved to a cluster of three machines last week" });
    }
}
