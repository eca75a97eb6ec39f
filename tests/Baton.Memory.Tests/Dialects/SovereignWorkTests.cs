using System.Text;
using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>Searching costs what it finds, not what the store holds: counted in SQLite's instructions.</summary>
public sealed class SovereignWorkTests
{
    private static readonly string[] Questions =
    [
        "recall_insights {'query':'greenhouse heating'}",
        "recall_insights {'query':'greenhouse heating','domain':'garden'}",
        "recall_insights {'query':'greenhouse heating','domain_contains':'GARD'}",
        "recall_insights {'query':'greenhouse','order':'newest','limit':5}",
        "recall_insights {'query':'greenhouse','start_date':'2020-01-01'}",
        "recall_insights {'query':'walrus'}",
        "recall_insights {'query':'gree'}",
        "recall_insights {}",
        "check_mistakes {'context':'heating the greenhouse'}",
        "comms_recall {'channel':'garden','limit':5}",
        "where_did_i_leave_off {'consume':false}",
        "arrive {}",
        "get_inheritable_context {}",
    ];

    [Fact]
    public async Task Search_CostsTheSame_HoweverManyInsightsAreBesideTheOnesItFinds()
    {
        await using var room = await Room.OpenAsync();
        await SaveAsync(room, 40, number => new { content = $"the greenhouse needs heating in month {number}", tags = new[] { "garden" }, type = "insight" });
        await SaveAsync(room, 200, Beside);
        var small = await StepsAsync(room);
        await SaveAsync(room, 1400, Beside);
        var large = await StepsAsync(room);
        small.Where(question => large[question.Key] > (question.Value * 3 / 2) + 2000)
            .Select(question => $"{question.Key}: {question.Value} instructions among 240, {large[question.Key]} among 1,640").ShouldBeEmpty();
    }

    /// <summary>Of a word that is nearly everywhere, only the newest finds are ranked.</summary>
    [Fact]
    public async Task Search_ForAWordThatIsEverywhere_RanksNoMoreThanItsShare()
    {
        await using var room = await Room.OpenAsync();
        await SaveAsync(room, 250, Beside);
        var small = await StepsAsync(room, 100);
        await SaveAsync(room, 750, Beside);
        var large = await StepsAsync(room, 100);
        large.ShouldBeLessThan(small * 3 / 2);
        (await StepsAsync(room, 4000)).ShouldBeGreaterThan(large * 3);
    }

    private static async Task<long> StepsAsync(Room room, int mostRanked)
    {
        await using var meter = new WorkMeter(room.Store, room.Folder);
        var scope = new Scope { Principal = "ada", Projects = [], Now = room.Clock.GetUtcNow() };
        var match = new TextMatch { AnyOf = ["note"], Pieces = [], MostRanked = mostRanked };
        var hits = await meter.ReadAsync(reader => reader.SearchAsync(scope, new RecordFilter { Kind = RecordKind.Memory }, match, 20), default);
        hits.Hits.Count.ShouldBeGreaterThanOrEqualTo(20);
        return meter.Steps;
    }

    private static object Beside(int number) => new { content = $"note {number} on something else, {Guid.NewGuid():N}", tags = new[] { $"tag{number % 7}" }, type = number % 3 == 0 ? "insight" : "fact" };

    private static async Task SaveAsync(Room room, int count, Func<int, object> item)
    {
        foreach (var batch in Enumerable.Range(0, count).Select(item).Chunk(500))
        {
            (await room.RawAsync("memory_save", JsonSerializer.SerializeToUtf8Bytes(new { memories = batch }))).Failure.ShouldBeNull();
        }
    }

    private static async Task<Dictionary<string, long>> StepsAsync(Room room)
    {
        var steps = new Dictionary<string, long>();
        foreach (var question in Questions)
        {
            await using var meter = new WorkMeter(room.Store, room.Folder);
            var server = MemoryServer.Create(meter, room.Clock);
            var (tool, arguments) = (question.Split(' ', 2)[0], question.Split(' ', 2)[1].Replace('\'', '"'));
            var reply = await server.CallAsync(room.Caller() with { Dialect = DialectNames.Sovereign }, tool, Encoding.UTF8.GetBytes(arguments), null, default);
            reply.ShouldNotBeNull().Failure.ShouldBeNull(question);
            steps[question] = meter.Steps;
        }
        return steps;
    }
}
