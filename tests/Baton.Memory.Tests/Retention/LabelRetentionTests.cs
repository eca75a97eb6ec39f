using System.Collections.Immutable;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Retention;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Retention;

public sealed class LabelRetentionTests
{
    private const string Label = "agent";

    [Theory]
    [InlineData(3, 0, "")]
    [InlineData(2, 0, "oldest")]
    [InlineData(1, 0, "middle oldest")]
    [InlineData(0, 0, "newest middle oldest")]
    [InlineData(9, 1, "middle oldest")]
    [InlineData(9, 2, "oldest")]
    [InlineData(9, 3, "")]
    [InlineData(1, 2, "middle oldest")]
    [InlineData(9, 1_000_000, "")]
    [InlineData(9, long.MaxValue, "")]
    [InlineData(long.MaxValue, 0, "")]
    public async Task Retain_TooManyOrTooOld_ArchivesThose(long most, long days, string over)
    {
        await using var room = await FilledAsync();
        var applied = await ApplyAsync(room, new LabelRetention(Label, "alpha", most, days), archives: true);
        applied.Over.ShouldBe(over.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        applied.Archived.Length.ShouldBe(applied.Over);
        string[] left = [.. ((string[])["newest", "middle", "oldest"]).Except(over.Split(' '))];
        (await LeftAsync(room)).ShouldBe([.. left, "other", "unlabelled"], ignoreOrder: true);
    }

    [Fact]
    public async Task Retain_OnlyCounting_ChangesNothing()
    {
        await using var room = await FilledAsync();
        var applied = await ApplyAsync(room, new LabelRetention(Label, "alpha", 0, 0), archives: false);
        (applied.Over, applied.Archived.Length).ShouldBe((3, 0));
        (await LeftAsync(room)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Retain_Pinned_StaysAndTakesUpAPlace()
    {
        await using var room = await FilledAsync();
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        await room.DoneAsync("memory_update", "{'key':'middle','pinned':true}");
        await ApplyAsync(room, new LabelRetention(Label, "alpha", 1, 0), archives: true);
        (await LeftAsync(room)).ShouldBe(["middle", "other", "unlabelled"], ignoreOrder: true);
    }

    [Fact]
    public async Task Retain_Again_FindsNothingMore_AndTheArchivedCanBeRestored()
    {
        await using var room = await FilledAsync();
        var rule = new LabelRetention(Label, "alpha", 1, 0);
        await ApplyAsync(room, rule, archives: true);
        (await ApplyAsync(room, rule, archives: true)).Over.ShouldBe(0);
        await room.DoneAsync("memory_delete", "{'key':'oldest','restore':true}");
        (await LeftAsync(room)).ShouldContain("oldest");
    }

    [Fact]
    public async Task Retain_OthersPrivateMemories_AreNotCounted()
    {
        await using var room = await Room.OpenAsync();
        await SaveAsync(room, "secret", "alpha", "bob", Storage.Visibility.Private);
        (await ApplyAsync(room, new LabelRetention(Label, "alpha", 0, 0), archives: true)).Over.ShouldBe(0);
    }

    private static async Task<Room> FilledAsync()
    {
        var room = await Room.OpenAsync();
        foreach (var (key, value) in ((string, string?)[])[("oldest", "alpha"), ("middle", "alpha"), ("other", "beta"), ("unlabelled", null), ("newest", "alpha")])
        {
            if (key is "middle" or "newest") room.Clock.Advance(TimeSpan.FromDays(1));
            await SaveAsync(room, key, value, "ada", Storage.Visibility.Project);
        }
        return room;
    }

    private static async Task SaveAsync(Room room, string key, string? value, string principal, Storage.Visibility visibility)
    {
        var labels = ImmutableSortedDictionary<string, string>.Empty;
        var fields = new MemoryFields { Key = key, Content = $"a note called {key}", Labels = value is null ? labels : labels.Add(Label, value), Visibility = visibility };
        (await room.Server.Memories.SaveAsync(room.Caller(principal), new MemorySaveRequest([fields]), default)).Failure.ShouldBeNull();
    }

    private static async Task<LabelRetained> ApplyAsync(Room room, LabelRetention rule, bool archives)
        => (await room.Server.Memories.RetainAsync(room.Caller(), rule, archives, default)).Value;

    private static async Task<List<string>> LeftAsync(Room room)
        => [.. (await room.DoneAsync("memory_search", "{'query':'note called','limit':50}")).At("results").EnumerateArray().Select(hit => hit.Text("key"))];
}
