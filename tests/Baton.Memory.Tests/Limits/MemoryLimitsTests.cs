using Baton.Memory.Limits;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Limits;

/// <summary>The limits in force unless configuration says otherwise, as the contract and the documentation give them.</summary>
public sealed class MemoryLimitsTests
{
    [Fact]
    public void Default_HasTheContractsNumbers()
    {
        var limits = MemoryLimits.Default;
        (limits.BodyBytes, limits.ListItems, limits.BatchItems, limits.Records).ShouldBe((4_194_304, 200, 500, null));
        (limits.KeyLength, limits.ContentBytes, limits.PageItems).ShouldBe((200, 1_048_576, 200));
        (limits.Lease, limits.ConversationBytes, limits.ConversationSummaryBytes).ShouldBe((TimeSpan.FromDays(7), 1_048_576, 10_240));
        limits.ShouldBe(new MemoryLimits());
    }

    [Theory]
    [InlineData("key", 200)]
    [InlineData("thread", 200)]
    public async Task Save_ANameOfThatManyLetters_IsKept_WhateverTheirWidth(string name, int longest)
    {
        await using var room = await Room.OpenAsync();
        foreach (var letter in (string[])["x", "é", "日", "🎌"])
        {
            var text = string.Concat(Enumerable.Repeat(letter, longest));
            (await room.SentAsync("handoff_save", new Dictionary<string, string> { ["summary"] = "s", [name] = text })).Number("handoff.version").ShouldBe(1);
            var failure = await room.UnsentAsync("invalid", "handoff_save", new Dictionary<string, string> { ["summary"] = "s", [name] = text + letter });
            (failure.Path, failure.Limit).ShouldBe(("/" + name, longest));
        }
    }

    [Fact]
    public async Task Save_TheLongestBodyOfAll_ComesBackWithItsBytes_AndOneMoreByteIsRefused()
    {
        await using var room = await Room.OpenAsync();
        var body = string.Concat(Enumerable.Repeat("日本\r\n", MemoryLimits.Default.BodyBytes / 8));
        var saved = await room.SentAsync("handoff_save", new { summary = "s", key = "k", body });
        (saved.Number("handoff.bytes"), saved.Text("handoff.sha256")).ShouldBe((4_194_304, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body)))));
        var failure = await room.UnsentAsync("too_large", "handoff_append", new { key = "k", chunk = "x" });
        (failure.Limit, failure.Message).ShouldBe((4_194_304, "The body has 4194305 bytes; the limit is 4194304."));
        (await room.SentAsync("handoff_list", new { })).Number("handoffs.0.bytes").ShouldBe(4_194_304);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task Save_AListOfTwoHundred_IsTheLongest(int items, bool isTaken)
    {
        await using var room = await Room.OpenAsync();
        var answer = await room.SendAsync("handoff_save", new { summary = "s", decisions = Enumerable.Range(0, items).Select(i => $"d{i}") });
        (answer.Failure?.Message).ShouldBe(isTaken ? null : "decisions has 201 items; the limit is 200.");
    }

    [Theory]
    [InlineData(604_800, true)]
    [InlineData(604_801, false)]
    public async Task Claim_ALeaseOfAWeek_IsTheLongest(int seconds, bool isTaken)
    {
        await using var room = await Room.OpenAsync();
        await room.HandoffAsync(new { summary = "s", key = "k" });
        var failure = (await room.SendAsync("handoff_claim", new { key = "k", lease_seconds = seconds })).Failure;
        (failure?.Path, failure?.Limit).ShouldBe(isTaken ? (null, null) : ("/lease_seconds", 604_800));
    }
}
