using System.Text;
using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Handoffs;

/// <summary>Every write makes a version and no version ever changes: each can be loaded as it was, whatever came after.</summary>
public sealed class HandoffHistoryTests
{
    [Fact]
    public void Load_EachVersionAfterAnyWrites_IsAsItWasWhenItWasMade()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(8));

    [Fact]
    public async Task Load_AVersionFromBeforeADeletion_IsNotFoundUntilItIsBack()
    {
        await using var room = await Room.OpenAsync();
        var id = await room.HandoffAsync(new { summary = "one", key = "k" });
        await room.SentAsync("handoff_save", new { summary = "two", key = "k" });
        await room.SentAsync("handoff_delete", new { id });
        await room.UnsentAsync(FailureCode.NotFound, "handoff_load", new { id, version = 1 });
        await room.SentAsync("handoff_delete", new { id, restore = true });
        (await room.SentAsync("handoff_load", new { id, version = 1 })).Text("handoff.summary").ShouldBe("one");
    }

    [Theory]
    [InlineData(0, FailureCode.Invalid)]
    [InlineData(-1, FailureCode.Invalid)]
    [InlineData(3, FailureCode.NotFound)]
    [InlineData(2147483647, FailureCode.NotFound)]
    public async Task Load_AVersionThereIsNot_SaysWhichThereAre(int version, string code)
    {
        await using var room = await Room.OpenAsync();
        await room.HandoffAsync(new { summary = "one", key = "k" });
        await room.HandoffAsync(new { summary = "two", key = "k" });
        var failure = await room.UnsentAsync(code, "handoff_load", new { key = "k", version });
        failure.Path.ShouldBe("/version");
        if (code == FailureCode.NotFound) failure.Hint.ShouldBe("Its versions are 1 to 2.");
    }

    private static async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        await using var room = await Room.OpenAsync();
        await room.HandoffAsync(new { summary = "begin", key = "k" });
        var versions = new List<string> { await LoadAsync(room, null) };
        string? token = null;
        for (var step = 0; step < 18; step++)
        {
            room.Clock.Advance(TimeSpan.FromSeconds(random.Next(0, 3)));
            var answer = random.Next(7) switch
            {
                0 => await room.SendAsync("handoff_save", new { summary = $"s{step}", key = "k", body = random.Next(2) == 0 ? $"body {step} 🎌" : null }),
                1 => await room.SendAsync("handoff_append", new { key = "k", chunk = $"[{step}]\r\n" }),
                2 => await room.SendAsync("handoff_update", new { key = "k", comment = $"c{step}" }, room.Caller(step % 2 == 0 ? "ada" : "bob")),
                3 => await room.SendAsync("handoff_update", new { key = "k", tags = new[] { $"t{step}" }, next_actions = new[] { $"n{step}" } }),
                4 => await room.SendAsync("handoff_claim", new { key = "k", lease_seconds = 2 }),
                5 => await room.SendAsync("handoff_update", new { key = "k", status = random.Next(2) == 0 ? "done" : "open", claim_token = token }),
                _ => await room.SendAsync("handoff_save", new { summary = $"s{step}", key = "k", decisions = new[] { $"d{step}" } }),
            };
            if (answer.Failure is null && answer.Content.TryGetProperty("claim", out var claim) && claim.ValueKind == JsonValueKind.Object) token = claim.Text("token");
            var now = await LoadAsync(room, null);
            if (answer.Failure is null) versions.Add(now);
            else now.ShouldBe(versions[^1], $"seed {seed}, step {step}: a refusal changed something");
        }
        room.Clock.Advance(TimeSpan.FromHours(1));
        for (var version = 1; version <= versions.Count; version++) (await LoadAsync(room, version)).ShouldBe(versions[version - 1], $"seed {seed}, version {version}");
    }

    /// <summary>All that a version holds; a claim is shown only while it lasts, so it and the status it gives are left out.</summary>
    private static async Task<string> LoadAsync(Room room, int? version)
    {
        var handoff = (await room.SentAsync("handoff_load", version is { } number ? new { key = "k", version = number, max_tokens = 100_000 } : new { key = "k", max_tokens = 100_000 })).At("handoff");
        var text = new StringBuilder();
        foreach (var member in handoff.EnumerateObject().Where(member => member.Name is not ("claim" or "status"))) text.Append(member.Name).Append('=').Append(member.Value.GetRawText()).Append('\n');
        return text.ToString();
    }
}
