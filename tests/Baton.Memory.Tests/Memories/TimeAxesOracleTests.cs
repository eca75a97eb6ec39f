using System.Globalization;
using System.Text.Json;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Memories;

/// <summary>
/// What was true then (<c>as_of</c>) and what was known then (<c>known_at</c>) are two questions: every pair of instants of a
/// random history is asked of the tool and of a list of versions read naively.
/// </summary>
public sealed class TimeAxesOracleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Search_AnyHistoryAndAnyPairOfInstants_GivesWhatTheOracleGives()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(8));

    private static async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        await using var room = await Room.OpenAsync();
        var written = new List<Written>();
        for (var step = 0; step < 14; step++)
        {
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            await StepAsync(room, random, written, $"k{random.Next(4)}", step);
        }
        foreach (var knownAt in Instants(random))
        {
            foreach (var asOf in Instants(random))
            {
                var found = await SearchAsync(room, asOf, knownAt);
                found.ShouldBe(Expected(written, asOf, knownAt), $"seed {seed}, as_of {asOf:O}, known_at {knownAt:O}");
            }
        }
    }

    private static async Task StepAsync(Room room, Random random, List<Written> written, string key, int step)
    {
        var current = written.LastOrDefault(version => version.Key == key);
        var now = room.Clock.GetUtcNow();
        if (current is null)
        {
            var first = new Written(key, now, $"grail {key} number{step}", Bound(random, 0, 6), Bound(random, 7, 14), IsDeleted: false);
            await DoneAsync(room, "memory_save", new { key, content = first.Content, valid_from = Text(first.From), valid_to = Text(first.To) });
            written.Add(first);
            return;
        }
        if (current.IsDeleted || random.Next(4) == 0)
        {
            await DoneAsync(room, "memory_delete", new { key, restore = current.IsDeleted });
            written.Add(current with { At = now, IsDeleted = !current.IsDeleted });
            return;
        }
        var next = random.Next(2) == 0
            ? current with { At = now, Content = $"grail {key} number{step}" }
            : current with { At = now, From = Bound(random, 0, 6), To = Bound(random, 7, 14) };
        await DoneAsync(room, "memory_update", new { key, content = next.Content, valid_from = Text(next.From), valid_to = Text(next.To) });
        written.Add(next);
    }

    /// <summary>Every record as it was known, where it was true.</summary>
    private static List<string> Expected(List<Written> written, DateTimeOffset? asOf, DateTimeOffset? knownAt)
        => [.. written.Where(version => knownAt is null || version.At <= knownAt).GroupBy(version => version.Key).Select(record => record.Last())
            .Where(version => !version.IsDeleted && (asOf is null || ((version.From is null || version.From <= asOf) && (version.To is null || asOf < version.To))))
            .Select(version => version.Content).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> SearchAsync(Room room, DateTimeOffset? asOf, DateTimeOffset? knownAt)
    {
        var arguments = new Dictionary<string, object> { ["query"] = "grail", ["limit"] = 50 };
        if (asOf is not null) arguments["as_of"] = Text(asOf)!;
        if (knownAt is not null) arguments["known_at"] = Text(knownAt)!;
        var found = await DoneAsync(room, "memory_search", arguments);
        return [.. found.At("results").EnumerateArray().Select(hit => hit.Text("content")).Order(StringComparer.Ordinal)];
    }

    private static async Task<JsonElement> DoneAsync(Room room, string tool, object arguments)
    {
        var answer = await room.RawAsync(tool, JsonSerializer.SerializeToUtf8Bytes(arguments));
        answer.Failure.ShouldBeNull($"{tool}: {answer.Failure?.Message} {answer.Failure?.Path}");
        return answer.Content;
    }

    /// <summary>Now, and instants on, just before and just after those of writes and of bounds.</summary>
    private static IEnumerable<DateTimeOffset?> Instants(Random random)
    {
        yield return null;
        for (var count = 0; count < 5; count++) yield return Start.AddSeconds(random.Next(0, 16)).AddMilliseconds(random.Next(-1, 2));
    }

    private static DateTimeOffset? Bound(Random random, int least, int end) => random.Next(3) == 0 ? null : Start.AddSeconds(random.Next(least, end));

    private static string? Text(DateTimeOffset? instant) => instant?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private sealed record Written(string Key, DateTimeOffset At, string Content, DateTimeOffset? From, DateTimeOffset? To, bool IsDeleted);
}
