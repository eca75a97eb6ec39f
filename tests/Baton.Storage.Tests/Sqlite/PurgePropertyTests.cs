using System.Text;
using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Sqlite;

/// <summary>
/// Any records, with versions, bodies of shared pieces, tags, links and vectors, of which any are destroyed: the store answers
/// every question like one that never had those, but for their tombstones.
/// </summary>
public sealed class PurgePropertyTests
{
    private static readonly string[] Pieces = ["alpha ", "beta ", "gamma "];

    [Fact]
    public void PurgeAsync_OfAny_LeavesAStoreThatNeverHadThem()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(20));

    private static async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        var records = Enumerable.Range(0, random.Next(3, 12)).Select(number => Record(random, number)).ToList();
        var links = Enumerable.Range(0, 10).Select(_ => new StoredLink(records[random.Next(records.Count)][0].Id, records[random.Next(records.Count)][0].Id, "about", By(), Start)).ToList();
        var gone = records.Where(_ => random.Next(3) == 0).Select(record => record[0].Id).ToHashSet();
        using var purged = new SqliteFixture();
        using var never = new SqliteFixture();
        await using var store = await purged.OpenAsync();
        await using var other = await never.OpenAsync();
        await FillAsync(store, records, links);
        await FillAsync(other, [.. records.Where(record => !gone.Contains(record[0].Id))], [.. links.Where(link => !gone.Contains(link.From) && !gone.Contains(link.To))]);

        var counted = await store.WriteAsync(writer => writer.PurgeAsync([.. gone, "m_none", .. gone], "why", By("root"), Start.AddDays(1)));
        var left = records.Where(record => !gone.Contains(record[0].Id)).SelectMany(record => record).SelectMany(version => version.Body?.Segments ?? []).ToHashSet();
        var lost = records.Where(record => gone.Contains(record[0].Id)).SelectMany(record => record).SelectMany(version => version.Body?.Segments ?? []).Distinct().Count(hash => !left.Contains(hash));
        counted.ShouldBe(new Purged(gone.Count, records.Where(record => gone.Contains(record[0].Id)).Sum(record => record.Count), lost), $"seed {seed}");

        (await ToldAsync(store, records)).ShouldBe(await ToldAsync(other, records), $"seed {seed}");
        foreach (var record in records)
        {
            var tombstone = await store.ReadAsync(reader => reader.FindTombstoneAsync(record[0].Id));
            tombstone.ShouldBe(gone.Contains(record[0].Id) ? new Tombstone(record[0].Id, record[0].Kind, Start.AddDays(1), By("root"), "why") : null, $"seed {seed}");
        }
        (await store.WriteAsync(writer => writer.PurgeAsync(gone, "again", By(), Start))).ShouldBe(new Purged(0, 0, 0), $"seed {seed}");
    }

    private static async Task FillAsync(IMemoryStore store, List<List<StoredVersion>> records, List<StoredLink> links)
    {
        await store.WriteAsync(async writer =>
        {
            foreach (var project in new[] { "atlas", "borea" }) await writer.PutProjectAsync(Project(project));
            foreach (var version in records.SelectMany(record => record))
            {
                foreach (var piece in Pieces) await writer.PutSegmentAsync(Encoding.UTF8.GetBytes(piece + version.Id[^1..]));
                await writer.PutVersionAsync(version);
            }
            foreach (var link in links) await writer.PutLinkAsync(link);
        });
        foreach (var text in await store.ReadAsync(reader => reader.WithoutVectorAsync(Everything, "m", 0, 100)))
        {
            await store.WriteAsync(writer => writer.PutVectorAsync(text.Number, new QuantizedVector("m:2", new sbyte[] { (sbyte)(text.Text.Length % 100), 50 }, 0.01f)));
        }
    }

    /// <summary>Everything that can be asked, without the sequences that the destroyed ones took.</summary>
    private static async Task<string> ToldAsync(IMemoryStore store, List<List<StoredVersion>> records)
    {
        var told = new StringBuilder();
        await store.ReadAsync(async reader =>
        {
            foreach (var id in records.Select(record => record[0].Id))
            {
                foreach (var version in await reader.HistoryAsync(Everything, id))
                {
                    told.AppendLine($"{id}/{version.Version} {Encoding.UTF8.GetString(version.Data.Span)} {string.Join(',', version.Tags)}");
                    if (version.Body is { } body) told.AppendLine(Encoding.UTF8.GetString((await reader.ReadBodyAsync(body)).Span));
                }
                foreach (var link in await reader.LinksAsync(Everything, id)) told.AppendLine($"{link.From} {link.To}");
            }
            foreach (var kind in new[] { RecordKind.Memory, RecordKind.Handoff })
            {
                foreach (var filter in new[] { new RecordFilter { Kind = kind }, new RecordFilter { Kind = kind, Project = "borea" }, new RecordFilter { Kind = kind, TagsAny = ["x"] } })
                {
                    told.AppendLine(string.Join(' ', (await reader.ListAsync(Everything, filter, new PageRequest(100))).Rows.Select(row => row.Id)));
                    foreach (var word in new[] { "kettle", "pot", "lid" })
                    {
                        var found = await reader.SearchAsync(Everything, filter, AnyOf(word), 50);
                        told.AppendLine($"{word} {found.Records} {found.Words} {string.Join(',', found.Frequencies)} {string.Join(' ', found.Hits.Select(hit => hit.Id))}");
                        told.AppendLine(string.Join(' ', (await reader.SearchAsync(Everything, filter, Exactly(word[1..]), 50)).Hits.Select(hit => hit.Id)));
                    }
                    var near = await reader.SearchAsync(Everything, filter, new TextMatch { Vector = new QuantizedVector("m:2", new sbyte[] { 90, 10 }, 0.01f) }, 50);
                    told.AppendLine(string.Join(' ', near.Hits.Select(hit => hit.Id).Order(StringComparer.Ordinal)));
                }
            }
            foreach (var piece in Pieces.SelectMany(piece => records.Select(record => piece + record[0].Id[^1..])).Distinct()) told.AppendLine($"{piece}: {await IsKeptAsync(reader, piece)}");
            var usage = await reader.UsageAsync(Everything);
            told.AppendLine($"{usage.Versions} {string.Join(',', usage.Records.OrderBy(kind => kind.Key))} {await reader.VectorProgressAsync(Everything, "m")}");
            return true;
        });
        return told.ToString();
    }

    /// <summary>Pieces that no version refers to are kept too, until a purge takes those of a record along.</summary>
    private static async ValueTask<string> IsKeptAsync(IMemoryReader reader, string piece)
    {
        foreach (var row in await reader.ScanAsync(0, 1000))
        {
            if (row.Version.Body is { } body && body.Segments.Contains(Bodies.Sha256(Encoding.UTF8.GetBytes(piece)))) return (await reader.ReadSegmentAsync(Bodies.Sha256(Encoding.UTF8.GetBytes(piece)))).Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return "unused";
    }

    private static List<StoredVersion> Record(Random random, int number)
    {
        var isHandoff = random.Next(2) == 0;
        var text = $"{Any(random)} {Any(random)} {number}";
        var first = (isHandoff ? HandOff($"h_{number:00}", text, random.Next(2) == 0 ? "atlas" : "borea") : Remember($"m_{number:00}", text, random.Next(2) == 0 ? "atlas" : "borea")) with
        {
            Tags = random.Next(2) == 0 ? ["x", "y"] : ["z"],
            Body = isHandoff && random.Next(3) > 0 ? BodyOf(random, number) : null,
        };
        var versions = new List<StoredVersion> { first };
        while (random.Next(2) == 0) versions.Add(versions[^1].Next() with { Search = random.Next(2) == 0 ? new SearchText("", "", $"{Any(random)} {number}") : null });
        return versions;
    }

    private static StoredBody BodyOf(Random random, int number)
    {
        // Records whose numbers end alike share their pieces.
        var pieces = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pieces[random.Next(Pieces.Length)] + $"{number:00}"[^1..]).ToList();
        var whole = Encoding.UTF8.GetBytes(string.Concat(pieces));
        return new StoredBody([.. pieces.Select(piece => Bodies.Sha256(Encoding.UTF8.GetBytes(piece)))], whole.Length, Bodies.Sha256(whole));
    }

    private static string Any(Random random) => new[] { "kettle", "pot", "lid" }[random.Next(3)];

    private static Scope Everything => Baton.Memory.Storage.Scope.Operator(Start.AddDays(2));
}
